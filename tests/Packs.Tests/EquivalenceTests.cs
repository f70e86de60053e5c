namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>The gate says which changed predicates are the same all the same, and on which facts the others differ.</summary>
public sealed class EquivalenceTests
{
    private const string Before = """
        Use decisions!
        wide(Venue, Sym) :- quote(Venue, Sym, Bid, Ask, _, _), Ask - Bid > 1.0, Bid > 10.0.
        high(Venue, Sym) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.0.
        #[id("buy"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym).
        """;

    [SolverFact]
    public void A_predicate_that_only_reads_differently_is_equivalent()
    {
        GateStep step = Check(Before.Replace("Ask - Bid > 1.0, Bid > 10.0", "Bid > 10.0, Ask > 1.0 + Bid", StringComparison.Ordinal));
        Assert.Equal(StepOutcome.Passed, step.Outcome);
        Assert.Contains(step.Details, static d => d.StartsWith("wide: equivalent", StringComparison.Ordinal));
    }

    [SolverFact]
    public void A_predicate_that_differs_is_shown_with_facts_on_which_it_does()
    {
        GateStep step = Check(Before.Replace("Bid > 100.0", "Bid > 101.0", StringComparison.Ordinal));
        Assert.Equal(StepOutcome.Noted, step.Outcome);
        Assert.Contains("high: differs", step.Details);
        Assert.Contains(step.Details, static d => d.StartsWith("  given quote(", StringComparison.Ordinal));
        Assert.Contains(step.Details, static d => d.StartsWith("  only before: high(", StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_that_read_the_same_ask_nothing() =>
        Assert.Equal("no predicate of both versions reads differently", Check(Before + "\n// a comment\n").Summary);

    [Fact]
    public void Without_the_solver_it_says_that_it_was_left_out()
    {
        GateStep step = Step(Before.Replace("Bid > 100.0", "Bid > 101.0", StringComparison.Ordinal), SwitchedRun.Policy);
        Assert.Equal(StepOutcome.Skipped, step.Outcome);
    }

    private static GateStep Check(string after) => Step(after, new PackPolicy { EquivalenceTimeout = TimeSpan.FromMinutes(2) });

    private static GateStep Step(string after, PackPolicy policy)
    {
        GateCheck check = PackGate.Check(PackSources.Of([("test.rules", after)]), TestRules.Bind(Before), policy, CancellationToken.None);
        return check.Steps.Single(static s => s.Name == "equivalence");
    }
}

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>A pack that needs scores which the run does not have is refused, instead of being silent.</summary>
public sealed class ModelPackTests
{
    private const string Without = """
        Use decisions!
        #[id("buy"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.0.
        """;

    private const string With = """
        Use decisions!
        Use models!
        #[id("buy"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- quote(Venue, Sym, _, _, _, _), model_score(/second, Sym, Score), Score > 0.6.
        """;

    [Fact]
    public void An_ensemble_that_the_run_does_not_score_is_refused_with_what_to_do()
    {
        Diagnostic refused = Assert.Single(Fits(Without, With, []).Diagnostics);
        Assert.Equal("CSR7220", refused.Code);
        Assert.Contains("'/second', and this run scores no ensemble", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_it_scores_is_not() => Assert.Equal(StepOutcome.Passed, Fits(Without, With, ["/second"]).Outcome);

    [Fact]
    public void One_that_the_rules_in_force_go_without_already_holds_up_no_other_change() =>
        Assert.Equal(StepOutcome.Passed, Fits(With, With.Replace("0.6", "0.7", StringComparison.Ordinal), []).Outcome);

    [Fact]
    public void Signals_may_come_from_elsewhere() =>
        Assert.Equal(StepOutcome.Passed, Fits(Without, With.Replace("model_score(/second, Sym, Score)", "signal(/news, Sym, _, Score)", StringComparison.Ordinal), []).Outcome);

    private static GateStep Fits(string live, string pack, string[] scored)
    {
        GateCheck check = PackGate.Check(PackSources.Of([("test.rules", pack)]), TestRules.Bind(live), SwitchedRun.Policy with { Ensembles = [.. scored] }, CancellationToken.None);
        return check.Steps.Single(static s => s.Name == "fit");
    }
}

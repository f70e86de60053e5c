namespace CryptoScalp.Rules.Semantics.Tests;

public sealed class DecisionTests
{
    private const string Base = """
        Decl signal(S, Q, C) descr [extensional()] bound [/string, /dec8, /float64].
        Decl cap(S, L) descr [extensional()] bound [/string, /dec8].
        #[id("enter")]
        propose(S, /long, Q, C) :- signal(S, Q, C).
        #[id("leave"), class(/exit)]
        propose(S, /flat, Q, 1) :- signal(S, Q, C), C < 0.
        veto(S, /calm) :- signal(S, Q, _), Q > 100.
        require(S, /sized) :- signal(S, Q, _), Q > 0.

        """;

    [Fact]
    public void A_program_that_proposes_decides_by_default()
    {
        BoundProgram program = Rules.Program(Base);
        BoundDecide decide = Assert.Single(program.Decides);
        Assert.Equal(("decision", 1, 2, (int?)3), (decide.Name, decide.ActionColumn, decide.SizeColumn, decide.ConfidenceColumn));
        Assert.Equal("0", string.Join(' ', decide.Key));
        Assert.Equal(program.FindPredicate("veto")!.Id, Assert.Single(decide.Vetoes));
        Assert.Equal(program.FindPredicate("cap")!.Id, Assert.Single(decide.Caps));
        Assert.Equal("/exit", string.Join(' ', decide.VetoExcept));
        Assert.Equal("/sized", string.Join(' ', decide.Required["/entry"]));
        Assert.False(decide.Required.ContainsKey("/exit"));
    }

    [Fact]
    public void A_written_statement_replaces_the_default()
    {
        BoundProgram program = Rules.Program(Base + """
            decide trade(Sym, Action, Size) from propose
                [key([Sym]), veto(veto, except: [/exit, /reduce]), require(require, for: {/entry: [/sized]}), cap(cap), cooldown(250ms, except: []), classes([/exit, /entry])].
            """);
        BoundDecide decide = Assert.Single(program.Decides);
        Assert.Equal(("trade", 250_000_000L), (decide.Name, decide.CooldownNs));
        Assert.Equal("/exit /reduce", string.Join(' ', decide.VetoExcept));
        Assert.Empty(decide.CapExcept);
        Assert.Equal("/exit /entry", string.Join(' ', decide.Classes));
    }

    [Fact]
    public void Tests_speak_about_facts_and_decisions()
    {
        BoundProgram program = Rules.Program(Base + """
            param size_of = 2 in [1, 3].
            test "enter" {
                at 0ms signal("BTC", 200, 0.5).
                set size_of = 3.
                expect propose("BTC", A, 200, _), A != /flat because "enter".
                at 10ms expect no decision("BTC", _, _) because veto("BTC", /calm), require(_, /sized), "enter", cooldown, lost.
                at 20ms -signal("BTC", 200, 0.5).
            }
            """);
        BoundTest test = Assert.Single(program.Tests);
        Assert.Equal(5, test.Steps.Length);
        Assert.Equal("+signal(\"BTC\", 200.0, 0.5)", Assert.IsType<BoundTestChange>(test.Steps[0]).Change.ToString());
        BoundTestExpectDecision expect = Assert.IsType<BoundTestExpectDecision>(test.Steps[3]);
        Assert.Equal(
            [ReasonKind.Veto, ReasonKind.Requirement, ReasonKind.Rule, ReasonKind.Cooldown, ReasonKind.Lost],
            expect.Reasons.Select(static r => r.Kind));
        Assert.Equal(10_000_000, expect.At.Nanoseconds);
        Assert.Equal("enter", string.Join(' ', Assert.IsType<BoundTestExpectFact>(test.Steps[2]).BecauseRules));
    }

    [Fact]
    public void Key_columns_and_limits_must_fit_the_candidates()
    {
        Assert.Contains("CSR2102", Rules.Codes(Base.Replace("veto(S, /calm)", "veto(/btc, S)", StringComparison.Ordinal)));
        Assert.Contains("CSR2101", Rules.Codes(Base.Replace("Decl cap(S, L) descr [extensional()] bound [/string, /dec8]", "Decl cap(S, L) descr [extensional()] bound [/string, /float64]", StringComparison.Ordinal)));
        Assert.Contains("CSR2206", Rules.Codes("Decl s(S) bound [/string]. propose(S, /long, /much) :- s(S)."));
    }
}

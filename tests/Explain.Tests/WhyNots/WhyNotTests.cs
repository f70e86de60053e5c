using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>Why-nots of particular shapes.</summary>
public sealed class WhyNotTests
{
    [Fact]
    public void A_veto_that_struck_comes_before_the_rules_that_propose_nothing()
    {
        Desk desk = new(Desk.Trading.Replace("halted(\"ETHUSDT\", /venue).", "halted(\"ETHUSDT\", /venue).\ntimeframe(\"ETHUSDT\", /1m).", StringComparison.Ordinal));

        WhyNotReport report = OfDecision(desk, "ETHUSDT");

        Assert.Equal(("vetoed", "blind.short"), (report.Cause!.Kind, report.Cause.RuleId));
        Assert.Contains("veto(\"ETHUSDT\", /halted)", WhyNotText.Render(report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BTCUSD", "\"BTCUSDT\"")]
    [InlineData("DOGE", null)]
    public void A_symbol_that_no_fact_names_is_said_before_everything_else(string symbol, string? nearest)
    {
        WhyNotReport report = OfDecision(new Desk(Desk.Trading), symbol);

        Assert.Equal(new UnheardText($"\"{symbol}\"", nearest), Assert.Single(report.Unheard));
        string[] lines = WhyNotText.Render(report).Split('\n');
        Assert.StartsWith($"  no fact from outside names \"{symbol}\"", lines[1], StringComparison.Ordinal);
        Assert.Equal(nearest is not null, lines[1].EndsWith("did you mean \"BTCUSDT\"?", StringComparison.Ordinal));
        Assert.Contains("\"unheard\":[{\"value\":", System.Text.Encoding.UTF8.GetString(WhyNotJson.ToUtf8(report)), StringComparison.Ordinal);
        Assert.Contains("names &quot;" + symbol, Explanation.Of(report).ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_symbol_that_facts_name_is_not_said_to_be_unheard_of() =>
        Assert.Empty(OfDecision(new Desk(Desk.Trading), "SOLUSDT").Unheard);

    [Fact]
    public void A_veto_says_how_far_its_nearest_threshold_is_from_lifting()
    {
        Desk desk = new(Desk.Trading
            + "\nvol(\"BTCUSDT\", 40).\nspread_bps(\"BTCUSDT\", 9.5).\nwide(S) :- spread_bps(S, Bps), Bps > 9.0."
            + "\n#[id(\"risk.shaky\")]\nveto(Sym, /shaky) :- wide(Sym), vol(Sym, V), V >= 30.");

        WhyNotReport report = OfDecision(desk, "BTCUSDT");

        VetoLift lift = Assert.Single(report.Lifts);
        Assert.Equal(("veto(\"BTCUSDT\", /shaky)", "Bps must fall by at least 0.5bps"), (lift.Veto, lift.Change.ToString()));
        Assert.Contains("to lift veto(\"BTCUSDT\", /shaky): Bps must fall by at least 0.5bps", WhyNotText.Render(report, 120), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_candidate_the_closest_rule_is_followed_down_to_the_fact_that_denies_it()
    {
        WhyNotReport report = OfDecision(new Desk(Desk.Trading), "ETHUSDT");

        AbsentFact edge = report.Absent!.Attempts.Single(static a => a.RuleId == "arb.enter").Literals[0].Missing!;
        LiteralVerdict denied = edge.Attempts[0].Literals.Single(static l => l.Kind == LiteralKind.Absence);
        Assert.Equal(LiteralStatus.Failed, denied.Status);
        Assert.Equal("halted(\"ETHUSDT\", /venue)", report.Graph[denied.DeniedBy[0]].Fact);
    }

    [Fact]
    public void A_search_that_nobody_waits_for_ends()
    {
        string rows = string.Concat(Enumerable.Range(0, 40).Select(static i => $"\nlow({i}).\nhigh({i})."));
        Desk desk = new(Desk.Trading + rows + "\nboth(X) :- low(X), high(Y), X > Y + 100.");
        FactPattern pattern = FactPattern.Of(desk.Program.FindPredicate("both")!, new Fact("both", Value.Number(1)));

        Assert.NotNull(WhyNot.OfFact(desk.Session, desk.Program, pattern).Absent);
        Assert.Throws<OperationCanceledException>(() => WhyNot.OfFact(desk.Session, desk.Program, pattern, new WhyNotOptions { Stop = new CancellationToken(canceled: true) }));
    }

    [Fact]
    public void A_threshold_of_an_aggregate_says_what_the_value_is_made_of()
    {
        Desk desk = new(Desk.Trading + "\n#[id(\"big\")]\nbig(A) :- cluster(A, E, _), E > 900.0.");

        LiteralVerdict failed = Assert.Single(OfFact(desk, new Fact("big", Value.String("BTCUSDT"))).Absent!.Attempts[0].Failed);

        Assert.Equal("E must rise by more than 1000", failed.Shortfall!.ToString());
        Assert.Equal("E is sum(U) over 2 members", failed.Basis);
    }

    [Fact]
    public void A_group_with_another_value_and_an_empty_group_are_told_apart()
    {
        Desk desk = new(Desk.Trading);
        FactPattern other = new(desk.Program.FindPredicate("cluster")!, [Value.String("BTCUSDT"), Value.Float64(7), null]);
        FactPattern empty = other with { Arguments = [Value.String("XRPUSDT"), null, null] };

        Assert.Equal("the group gives cluster(\"BTCUSDT\", -100.0, 2)", WhyNot.OfFact(desk.Session, desk.Program, other).Absent!.Attempts[0].GroupFault);
        Assert.Equal("missing", WhyNot.OfFact(desk.Session, desk.Program, empty).Cause!.Kind);
    }

    [Fact]
    public void Rules_that_go_round_in_a_circle_end()
    {
        Desk desk = new("p(X) :- q(X).\nq(X) :- p(X), r(X).\nr(1).");

        string text = WhyNotText.Render(OfFact(desk, new Fact("p", Value.Number(1))));

        Assert.Contains("go round in a circle", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_and_steps_are_bounded_and_said()
    {
        string chain = string.Concat(Enumerable.Range(0, 20).Select(static i => $"p{i}(X) :- p{i + 1}(X).\n")) + "p20(2).";
        string join = "big(X, Y, Z) :- e(X), e(Y), e(Z), X + Y + Z > 1000.\n" + string.Concat(Enumerable.Range(0, 100).Select(static i => $"e({i}).\n"));
        Desk deep = new(chain), wide = new(join);

        WhyNotReport deepReport = OfFact(deep, new Fact("p0", Value.Number(1)));
        WhyNotReport wideReport = WhyNot.OfFact(wide.Session, wide.Program, new FactPattern(wide.Program.FindPredicate("big")!, [null, null, null]));

        Assert.Contains("4 levels deep", WhyNotText.Render(deepReport), StringComparison.Ordinal);
        Assert.True(wideReport.Absent!.Attempts[0].IsCut);
        Assert.Contains("ended at its bound", WhyNotText.Render(wideReport), StringComparison.Ordinal);
    }

    [Fact]
    public void What_holds_is_said_to_hold()
    {
        Desk desk = new(Desk.Trading);

        WhyNotReport report = WhyNot.OfFact(desk.Session, desk.Program, new FactPattern(desk.Program.FindPredicate("linked")!, [null, null]));

        Assert.Null(report.Cause);
        Assert.Equal(3, report.HoldingCount);
        Assert.Contains("does hold", WhyNotText.Render(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_that_gives_another_value_comes_last_whatever_its_body()
    {
        Desk desk = new("#[id(\"a\")]\nside(S, /short) :- s(S).\n#[id(\"b\")]\nside(S, /long) :- t(S), u(S), v(S).\ns(\"T\").");

        AbsentFact absent = OfFact(desk, new Fact("side", Value.String("T"), Value.Name("/long"))).Absent!;

        Assert.Equal(["b", "a"], absent.Attempts.Select(static a => a.RuleId));
        Assert.Equal("arg2 is /short, not /long", absent.Attempts[1].HeadMismatch);
    }

    [Fact]
    public void A_held_condition_is_asked_about_now_and_in_the_past()
    {
        Desk desk = new("Decl p(S, X) descr [extensional()] bound [/string, /number].\nq(S) :- p(S, X), X > 5.\nok(S) :- [-[0ms, 20ms] q(S).");
        Fact ok = new("ok", Value.String("T"));
        desk.Session.Commit(EventTime.FromMilliseconds(100), [FactChange.Assert(new Fact("p", Value.String("T"), Value.Number(3)))]);
        FirstCause before = OfFact(desk, ok).Cause!;
        desk.Session.Commit(EventTime.FromMilliseconds(110), [FactChange.Assert(new Fact("p", Value.String("T"), Value.Number(6)))]);

        Assert.Equal("X must rise by more than 2", before.Literal!.Shortfall!.ToString());
        Assert.Contains("it holds now, but not for the whole time", WhyNotText.Render(OfFact(desk, ok)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_state_gives_the_same_bytes()
    {
        byte[] first = WhyNotJson.ToUtf8(OfDecision(new Desk(Desk.Trading), "ETHUSDT"));

        Assert.Equal(first, WhyNotJson.ToUtf8(OfDecision(new Desk(Desk.Trading), "ETHUSDT")));
    }

    internal static WhyNotReport OfDecision(Desk desk, string symbol) =>
        WhyNot.OfDecision(desk.Session, desk.Program, new FactPattern(desk.Program.FindPredicate("propose")!, [Value.String(symbol), null, null]), desk.Program.Decides[0]);

    internal static WhyNotReport OfFact(Desk desk, Fact fact) => WhyNot.OfFact(desk.Session, desk.Program, FactPattern.Of(desk.Program.FindPredicate(fact.Predicate)!, fact));
}

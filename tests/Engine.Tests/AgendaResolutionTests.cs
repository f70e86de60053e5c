using CryptoScalp.Rules.Primitives;
using static CryptoScalp.Rules.Engine.Tests.TradingProgram;

namespace CryptoScalp.Rules.Engine.Tests;

public sealed class AgendaResolutionTests
{
    private const int ArbEnter = 0, ArbLate = 1, TrendEnter = 2, Reduce = 3, ExitCrash = 4, HedgeAdd = 5;

    private readonly FakeSession _session = new();
    private readonly DecisionAgenda _agenda = new(Build(Decide with { Required = Decide.Required.Clear() }), 0);

    [Fact]
    public void A_lone_candidate_becomes_the_decision_of_its_key()
    {
        _session.Derive(ArbEnter, Propose("BTCUSDT", "/long", "1.5", 0.9));

        AgendaResult result = Resolve();

        Decision decision = Assert.Single(result.Decisions);
        Assert.Equal(DecisionStatus.Emitted, decision.Status);
        Assert.Equal("decision(\"BTCUSDT\", /long, 1.5)", decision.ToString());
        Assert.Equal(("arb.enter", "/entry", 60), (decision.RuleId, decision.Class, decision.Priority));
        Assert.Empty(result.NonDecisions);
        Assert.Null(decision.Cap);
    }

    [Fact]
    public void Class_beats_priority_and_an_unlisted_class_comes_last()
    {
        _session.Derive(HedgeAdd, Propose("BTCUSDT", "/hedge", "1.0"));
        _session.Derive(TrendEnter, Propose("BTCUSDT", "/long", "1.0"));
        _session.Derive(Reduce, Propose("BTCUSDT", "/trim", "1.0"));

        AgendaResult result = Resolve();

        Assert.Equal("inventory.reduce", Assert.Single(result.Decisions).RuleId);
        Assert.Equal(["trend.enter", "hedge.add"], result.NonDecisions.Select(static n => n.Candidate.RuleId));
        Assert.All(result.NonDecisions, static n => Assert.Equal(OrderCriterion.Class, Assert.IsType<LostReason>(Assert.Single(n.Reasons)).Criterion));
    }

    [Theory]
    [InlineData(TrendEnter, "/long", "1.0", 0.1, OrderCriterion.Priority)]
    [InlineData(ArbEnter, "/long", "1.0", 0.9, OrderCriterion.Confidence)]
    [InlineData(ArbEnter, "/zulu", "9.0", 0.5, OrderCriterion.RuleId)]
    public void Each_step_of_the_order_is_named_in_the_loss(int winningRule, string action, string size, double confidence, OrderCriterion expected)
    {
        _session.Derive(ArbLate, Propose("BTCUSDT", "/short", "1.0", 0.5));
        _session.Derive(winningRule, Propose("BTCUSDT", action, size, confidence));

        AgendaResult result = Resolve();

        Assert.Equal(RuleTable[winningRule].Id, Assert.Single(result.Decisions).RuleId);
        Assert.Equal(expected, Assert.IsType<LostReason>(Assert.Single(Assert.Single(result.NonDecisions).Reasons)).Criterion);
    }

    [Fact]
    public void Of_one_rule_the_smaller_action_wins_then_the_smaller_size()
    {
        _session.Derive(ArbEnter, Propose("BTCUSDT", "/short", "1.0"));
        _session.Derive(ArbEnter, Propose("BTCUSDT", "/long", "3.0"));
        _session.Derive(ArbEnter, Propose("BTCUSDT", "/long", "2.0"));

        AgendaResult result = Resolve();

        Assert.Equal("decision(\"BTCUSDT\", /long, 2.0)", Assert.Single(result.Decisions).ToString());
        Assert.Equal([OrderCriterion.Size, OrderCriterion.Action], result.NonDecisions.Select(static n => ((LostReason)n.Reasons[0]).Criterion));
    }

    [Fact]
    public void Every_veto_is_recorded_and_priority_does_not_help()
    {
        _session.Derive(TrendEnter, Propose("BTCUSDT", "/long", "1.0"));
        _session.Give(Veto("BTCUSDT", "/volatile"), Veto("BTCUSDT", "/correlation"), Halted("BTCUSDT"), Veto("ETHUSDT", "/volatile"));

        AgendaResult result = Resolve();

        Assert.Empty(result.Decisions);
        VetoedReason reason = Assert.IsType<VetoedReason>(Assert.Single(Assert.Single(result.NonDecisions).Reasons));
        Assert.Equal([Halted("BTCUSDT"), Veto("BTCUSDT", "/correlation"), Veto("BTCUSDT", "/volatile")], reason.Vetoes.AsEnumerable());
    }

    [Fact]
    public void An_excepted_class_passes_vetoes_caps_and_cooldown()
    {
        _session.Derive(ArbEnter, Propose("BTCUSDT", "/long", "1.0"));
        Resolve(at: 0);
        _session.Derive(ExitCrash, Propose("BTCUSDT", "/flat", "7.0"));
        _session.Give(Veto("BTCUSDT", "/volatile"), Cap("BTCUSDT", "0.0"));

        AgendaResult result = Resolve(at: 1);

        Decision decision = Assert.Single(result.Decisions);
        Assert.Equal((DecisionStatus.Emitted, "decision(\"BTCUSDT\", /flat, 7.0)"), (decision.Status, decision.ToString()));
    }

    [Fact]
    public void All_reasons_of_a_struck_candidate_stand_together()
    {
        DecisionAgenda agenda = new(Build(), 0);
        _session.Derive(ArbEnter, Propose("BTCUSDT", "/long", "1.0"));
        _session.Give(Halted("BTCUSDT"), Cap("BTCUSDT", "-1.0"), Cap("BTCUSDT", "5.0"), Require("BTCUSDT", "/timeframes", "/short"));

        NonDecision loser = Assert.Single(agenda.Resolve(_session, EventTime.Zero, 0).NonDecisions);

        Assert.Equal(
            "propose(\"BTCUSDT\", /long, 1.0, 1.0) by arb.enter (/entry, priority 60): vetoed by halted(\"BTCUSDT\"); "
            + "requirement unmet: /timeframes, /reward; capped to nothing by cap(\"BTCUSDT\", -1.0)",
            loser.ToString());
    }

    [Fact]
    public void A_requirement_is_met_for_the_actions_kind_only()
    {
        DecisionAgenda agenda = new(Build(), 0);
        Value arb = Value.Struct([new(Value.Name("/kind"), Value.Name("/arb")), new(Value.Name("/buy"), Value.Name("/binance"))]);
        _session.Derive(ArbEnter, Propose("BTCUSDT", arb, "1.0"));
        _session.Derive(ArbEnter, Propose("ETHUSDT", "/long", "1.0"));
        _session.Give(Require("BTCUSDT", "/timeframes", "/arb"), Require("BTCUSDT", "/reward", "/arb"));
        _session.Give(Require("ETHUSDT", "/timeframes", "/long"), Require("ETHUSDT", "/reward", "/short"));

        AgendaResult result = agenda.Resolve(_session, EventTime.Zero, 0);

        Assert.Equal(Value.String("BTCUSDT"), Assert.Single(result.Decisions).Key[0]);
        Assert.Equal(["/reward"], Assert.IsType<RequirementUnmetReason>(Assert.Single(Assert.Single(result.NonDecisions).Reasons)).Names.AsEnumerable());
    }

    [Fact]
    public void The_smallest_cap_limits_the_size_and_is_named()
    {
        _session.Derive(ArbEnter, Propose("BTCUSDT", "/long", "5.0"));
        _session.Give(Cap("BTCUSDT", "3.0"), Cap("BTCUSDT", "0.00000001"), Cap("ETHUSDT", "-1.0"));

        Decision decision = Assert.Single(Resolve().Decisions);

        Assert.Equal(("0.00000001", "5.0"), (decision.Size.ToString(), decision.AskedSize.ToString()));
        Assert.Equal(Cap("BTCUSDT", "0.00000001"), decision.Cap);
    }

    [Fact]
    public void A_cap_of_another_kind_of_number_counts_as_nothing_unless_it_converts_exactly()
    {
        Fact whole = new("cap", Value.String("BTCUSDT"), Value.Number(2));
        Fact inexact = new("cap", Value.String("ETHUSDT"), Value.Float64(2.0));
        _session.Derive(ArbEnter, Propose("BTCUSDT", "/long", "5.0"));
        _session.Derive(ArbEnter, Propose("ETHUSDT", "/long", "1.0"));
        _session.Give(whole, inexact);

        AgendaResult result = Resolve();

        Assert.Equal("2.0", Assert.Single(result.Decisions).Size.ToString());
        Assert.Equal(inexact, Assert.IsType<CappedToNothingReason>(Assert.Single(Assert.Single(result.NonDecisions).Reasons)).Cap);
    }

    [Fact]
    public void A_given_candidate_counts_as_an_entry_without_a_rule()
    {
        Fact fact = Propose("BTCUSDT", "/long", "1.0");
        _session.Give(fact);
        _session.Derive(ArbEnter, fact);

        AgendaResult result = Resolve();

        Assert.Equal("arb.enter", Assert.Single(result.Decisions).RuleId);
        Candidate given = Assert.Single(result.NonDecisions).Candidate;
        Assert.Equal(("", "/entry", 0), (given.RuleId, given.Class, given.Priority));
    }

    [Fact]
    public void A_rule_that_derives_one_fact_twice_proposes_it_once()
    {
        _session.Derive(ArbEnter, Propose("BTCUSDT", "/long", "1.0"), new Fact("signal", Value.String("a")));
        _session.Derive(ArbEnter, Propose("BTCUSDT", "/long", "1.0"), new Fact("signal", Value.String("b")));

        AgendaResult result = Resolve();

        Assert.Single(result.Decisions);
        Assert.Empty(result.NonDecisions);
    }

    [Fact]
    public void Equal_decisions_have_equal_ids_and_each_part_changes_the_id()
    {
        string Id(string symbol = "A", string action = "/long", string size = "1.0", int rule = ArbEnter, long at = 5, long sequence = 7)
        {
            FakeSession session = new();
            session.Derive(rule, Propose(symbol, action, size));
            DecisionAgenda agenda = new(Build(Decide with { Required = Decide.Required.Clear() }), 0);
            return Assert.Single(agenda.Resolve(session, new EventTime(at), sequence).Decisions).Id;
        }

        Assert.Equal(Id(), Id());
        Assert.Matches("^[0-9a-f]{16}$", Id());
        string[] others = [Id(symbol: "B"), Id(action: "/short"), Id(size: "2.0"), Id(rule: ArbLate), Id(at: 6), Id(sequence: 8), Id()];
        Assert.Equal(others.Length, others.Distinct().Count());
    }

    [Fact]
    public void A_constraint_without_the_columns_it_needs_is_refused_when_the_agenda_is_made()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new DecisionAgenda(Build(Decide with { Caps = [SignalPredicate] }), 0));
        Assert.Equal("decide decision: signal has 1 columns, but at least 2 are read", error.Message);
    }

    private AgendaResult Resolve(long at = 0) => _agenda.Resolve(_session, new EventTime(at), at);
}

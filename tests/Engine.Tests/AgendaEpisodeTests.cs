using CryptoScalp.Rules.Primitives;
using static CryptoScalp.Rules.Engine.Tests.TradingProgram;

namespace CryptoScalp.Rules.Engine.Tests;

public sealed class AgendaEpisodeTests
{
    private readonly FakeSession _session = new();
    private readonly DecisionAgenda _agenda = new(Build(Decide with { Required = Decide.Required.Clear() }), 0);
    private long _sequence;

    [Fact]
    public void A_decision_is_emitted_once_and_then_held_whatever_its_size()
    {
        Assert.Equal("Emitted /long 1.0", Step(0, ("/long", "1.0")));
        Assert.Equal("Held /long 1.0", Step(1, ("/long", "1.0")));
        Assert.Equal("Held /long 1.0", Step(500, ("/long", "2.0")));
    }

    [Fact]
    public void An_episode_that_ends_and_begins_again_is_emitted_again()
    {
        Step(0, ("/long", "1.0"));
        Assert.Equal("", Step(50, null));
        Assert.Equal("Emitted /long 1.0", Step(100, ("/long", "1.0")));
    }

    [Fact]
    public void A_change_of_action_closes_the_episode()
    {
        Step(0, ("/long", "1.0"));
        Assert.Equal("Emitted /short 1.0", Step(200, ("/short", "1.0")));
        Assert.Equal("Emitted /long 1.0", Step(300, ("/long", "1.0")));
    }

    [Fact]
    public void An_episode_that_begins_while_the_key_cools_down_is_emitted_when_the_cooldown_has_passed()
    {
        Step(0, ("/long", "1.0"));
        Assert.Equal("Cooldown 100", Step(10, ("/short", "1.0")));
        Assert.Equal("Cooldown 100", Step(99, ("/short", "1.0")));
        Assert.Equal("Emitted /short 1.0", Step(100, ("/short", "1.0")));
        Assert.Equal("Held /short 1.0", Step(101, ("/short", "1.0")));
    }

    [Fact]
    public void Nothing_is_emitted_for_an_episode_that_ends_within_the_cooldown()
    {
        Step(0, ("/long", "1.0"));
        Step(10, ("/short", "1.0"));
        Assert.Equal("", Step(20, null));
        Assert.Equal("", Step(200, null));
    }

    [Fact]
    public void A_quiet_transaction_is_answered_without_looking()
    {
        Step(0, ("/long", "1.0"));
        _session.Clear(); // Nothing is reported as changed, so the agenda must not notice.

        AgendaResult quiet = _agenda.Resolve(_session, FakeSession.Transaction(1, new EventTime(1), new Fact("unrelated")));

        Assert.True(quiet.IsUnchanged);
        Assert.Equal(DecisionStatus.Held, Assert.Single(quiet.Decisions).Status);
    }

    [Theory]
    [InlineData("propose")]
    [InlineData("veto")]
    [InlineData("halted")]
    [InlineData("require")]
    [InlineData("cap")]
    [InlineData("signal")]
    public void A_change_of_anything_read_is_looked_at(string predicate)
    {
        Step(0, ("/long", "1.0"));
        _session.Clear();

        AgendaResult result = _agenda.Resolve(_session, FakeSession.Transaction(1, new EventTime(1), new Fact(predicate, Value.String("BTCUSDT"))));

        Assert.False(result.IsUnchanged);
        Assert.Empty(result.Decisions);
    }

    [Fact]
    public void A_pending_cooldown_is_looked_at_when_it_is_due_though_nothing_changed()
    {
        Step(0, ("/long", "1.0"));
        Step(10, ("/short", "1.0"));

        AgendaResult early = _agenda.Resolve(_session, FakeSession.Transaction(2, new EventTime(99)));
        AgendaResult due = _agenda.Resolve(_session, FakeSession.Transaction(3, new EventTime(150)));

        Assert.True(early.IsUnchanged);
        Assert.IsType<CooldownReason>(Assert.Single(early.NonDecisions).Reasons[0]);
        Assert.Equal(DecisionStatus.Emitted, Assert.Single(due.Decisions).Status);
    }

    [Fact]
    public void After_a_parameter_was_set_the_state_is_looked_at()
    {
        Step(0, ("/long", "1.0"));
        _session.Clear();
        _agenda.Invalidate();

        Assert.Empty(_agenda.Resolve(_session, FakeSession.Transaction(1, new EventTime(1))).Decisions);
    }

    [Fact]
    public void Candidates_that_depend_on_now_are_looked_at_every_time()
    {
        DecisionAgenda agenda = new(Build(Decide with { Required = Decide.Required.Clear() }, rulesReadNow: true), 0);
        agenda.Resolve(_session, FakeSession.Transaction(0, EventTime.Zero));
        _session.Derive(0, Propose("BTCUSDT", "/long", "1.0"));

        AgendaResult appeared = agenda.Resolve(_session, FakeSession.Transaction(1, new EventTime(1)));
        AgendaResult held = agenda.Resolve(_session, FakeSession.Transaction(2, new EventTime(2)));

        Assert.Equal(DecisionStatus.Emitted, Assert.Single(appeared.Decisions).Status);
        Assert.False(held.IsUnchanged);
    }

    [Fact]
    public void Where_nothing_was_and_is_proposed_nothing_is_looked_at()
    {
        DecisionAgenda agenda = new(Build(rulesReadNow: true), 0);
        agenda.Resolve(_session, FakeSession.Transaction(0, EventTime.Zero));

        AgendaResult quiet = agenda.Resolve(_session, FakeSession.Transaction(1, new EventTime(1)));

        Assert.True(quiet.IsUnchanged);
        Assert.Empty(quiet.Decisions);
        Assert.Empty(quiet.NonDecisions);
    }

    [Fact]
    public void A_rolled_back_transaction_emits_nothing_and_keeps_the_episodes()
    {
        _session.Derive(0, Propose("BTCUSDT", "/long", "1.0"));

        AgendaResult first = _agenda.Resolve(_session, FakeSession.RolledBack(0, EventTime.Zero));
        AgendaResult second = _agenda.Resolve(_session, FakeSession.Transaction(1, new EventTime(1)));
        AgendaResult third = _agenda.Resolve(_session, FakeSession.RolledBack(2, new EventTime(2)));

        Assert.Empty(first.Decisions);
        Assert.Equal(DecisionStatus.Emitted, Assert.Single(second.Decisions).Status);
        Assert.Equal(DecisionStatus.Held, Assert.Single(third.Decisions).Status);
    }

    [Fact]
    public void After_a_roll_back_no_entry_is_emitted_until_a_transaction_commits_but_exits_are()
    {
        Step(0, ("/long", "1.0"));
        Assert.Equal("Cooldown 100", Step(10, ("/short", "1.0")));
        _session.Derive(4, Propose("ETHUSDT", "/exit_all", "1.0"));

        AgendaResult due = _agenda.Resolve(_session, FakeSession.RolledBack(7, new EventTime(120)));
        AgendaResult still = _agenda.Resolve(_session, FakeSession.RolledBack(8, new EventTime(130)));
        AgendaResult after = _agenda.Resolve(_session, FakeSession.Transaction(9, new EventTime(140)));

        Assert.Equal("/exit_all", Assert.Single(due.Emitted).Action.AsText);
        Assert.True(due.EntriesVetoed && still.EntriesVetoed && !after.EntriesVetoed);
        Assert.Empty(still.Emitted);
        Assert.Equal("/short", Assert.Single(after.Emitted).Action.AsText);
    }

    [Fact]
    public void A_non_decision_is_new_once_whatever_its_size_and_again_after_it_was_gone()
    {
        Assert.Equal(["vetoed"], NewReasons("1.0", Halted("BTCUSDT")));
        Assert.Equal([], NewReasons("2.0", Halted("BTCUSDT")));
        Assert.Equal(["vetoed"], NewReasons("2.0", Halted("BTCUSDT"), Veto("BTCUSDT", "/news")));
        Assert.Equal(["capped"], NewReasons("2.0", Cap("BTCUSDT", "0.0")));
        Assert.Equal([], NewReasons("2.0", Cap("BTCUSDT", "-1.0")));
        Assert.Equal([], NewReasons("2.0"));
        Assert.Equal(["capped"], NewReasons("2.0", Cap("BTCUSDT", "0.0")));
    }

    [Fact]
    public void One_rule_that_fails_alike_with_several_sizes_is_one_new_non_decision()
    {
        _session.Give(Halted("BTCUSDT"));
        _session.Derive(0, Propose("BTCUSDT", "/long", "1.0"));
        _session.Derive(0, Propose("BTCUSDT", "/long", "2.0"));
        _session.Derive(0, Propose("BTCUSDT", "/short", "2.0"));

        AgendaResult result = _agenda.Resolve(_session, EventTime.Zero, 0);

        Assert.Equal(3, result.NonDecisions.Length);
        Assert.Equal(["/long", "/short"], result.NewNonDecisions.Select(static n => n.Candidate.Action.AsText));
    }

    [Fact]
    public void A_quiet_transaction_has_no_new_non_decisions()
    {
        Assert.Equal(["vetoed"], NewReasons("1.0", Halted("BTCUSDT")));

        AgendaResult quiet = _agenda.Resolve(_session, FakeSession.Transaction(1, new EventTime(1)));

        Assert.Single(quiet.NonDecisions);
        Assert.Empty(quiet.NewNonDecisions);
    }

    [Fact]
    public void A_cooldown_near_the_end_of_time_does_not_overflow()
    {
        Step(long.MaxValue - 5, ("/long", "1.0"));
        Assert.Equal($"Cooldown {long.MaxValue}", Step(long.MaxValue - 1, ("/short", "1.0")));
    }

    private string[] NewReasons(string size, params Fact[] constraints)
    {
        _session.Clear();
        _session.Derive(0, Propose("BTCUSDT", "/long", size));
        _session.Give(constraints);
        AgendaResult result = _agenda.Resolve(_session, EventTime.Zero, _sequence++);
        return [.. result.NewNonDecisions.SelectMany(static n => n.Reasons).Select(static r => r.ToString().Split(' ')[0])];
    }

    private string Step(long at, (string Action, string Size)? candidate)
    {
        _session.Clear();
        if (candidate is { } c)
        {
            _session.Derive(0, Propose("BTCUSDT", c.Action, c.Size));
        }

        AgendaResult result = _agenda.Resolve(_session, new EventTime(at), _sequence++);
        return string.Join("; ", result.Decisions.Select(static d => $"{d.Status} {d.Action} {d.Size}")
            .Concat(result.NonDecisions.Select(static n => n.Reasons[0] is CooldownReason c ? $"Cooldown {c.Until}" : n.ToString())));
    }
}

using System.Text;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>A journal is accepted and recomputed as it was written, and not when anything in it is another.</summary>
public sealed class JournalAuditTests : IClassFixture<RecordedRunTests.Demo>, IDisposable
{
    private readonly RecordedRunTests.Demo _demo;
    private readonly TempFolder _folder = new();

    public JournalAuditTests(RecordedRunTests.Demo demo) => _demo = demo;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_record_of_a_run_is_accepted_and_recomputed()
    {
        AuditReport audit = JournalAudit.Of(_demo.Records);
        ReplayReport replay = JournalReplay.Of(_demo.Records);

        Assert.True(audit.FaultCount == 0, string.Join('\n', audit.Faults));
        Assert.Null(replay.FirstDifference);
        Assert.True(audit.Decisions > 10 && audit.NonDecisions > 20 && audit.Steps > 200, audit.ToString());
        Assert.Equal((audit.Decisions, audit.NonDecisions, audit.Transactions - 1), (replay.Decisions, replay.NonDecisions, replay.Transactions - 1));
    }

    [Theory]
    [InlineData(JournalRecordType.FactChanges, "100", "101")] // another price
    [InlineData(JournalRecordType.FactChanges, "frame ", "frame 1")] // from another frame
    [InlineData(JournalRecordType.FactChanges, "+quote", "-quote")] // taken away instead
    [InlineData(JournalRecordType.Decision, "\"size\":\"0.", "\"size\":\"1.")]
    [InlineData(JournalRecordType.NonDecision, "\"rule\":\"eager.long\"", "\"rule\":\"eager.short\"")]
    [InlineData(JournalRecordType.ProofNode, "\"location\":\"", "\"location\":\"other/")]
    [InlineData(JournalRecordType.ProofNode, ", window 1s\"", ", window 5s\"")]
    public void What_was_altered_is_found(JournalRecordType type, string text, string other)
    {
        JournalRecord[] altered = [.. _demo.Records.Select(r => r.Type == type ? Altered(r, text, other) : r)];
        Assert.Contains(altered.Zip(_demo.Records), static pair => !pair.First.Payload.Span.SequenceEqual(pair.Second.Payload.Span));

        AuditReport audit = JournalAudit.Of(altered);
        RunFault? difference = JournalReplay.Of(altered).FirstDifference;

        Assert.True(audit.FaultCount > 0, "the audit accepts it");
        Assert.NotNull(difference);
        Assert.All(audit.Faults, static f => Assert.True(f.Field.Length > 0 && f.Reason.Length > 0));
    }

    [Theory]
    [InlineData(JournalRecordType.FactChanges)]
    [InlineData(JournalRecordType.ProofNode)]
    public void What_is_missing_is_found(JournalRecordType type)
    {
        JournalRecord[] fewer = [.. _demo.Records.Where(r => r.Type != type || r.Place.Record % 3 > 0)];

        Assert.True(JournalAudit.Of(fewer).FaultCount > 0);
        Assert.NotNull(JournalReplay.Of(fewer).FirstDifference);
    }

    [Fact]
    public void A_decision_left_out_is_found_by_replaying()
    {
        JournalRecord left = _demo.Records.Last(static r => r.Type == JournalRecordType.Decision);

        RunFault? difference = JournalReplay.Of(_demo.Records.Where(r => r != left)).FirstDifference;

        Assert.NotNull(difference);
        Assert.Equal(left.Sequence, difference.Sequence);
    }

    [Fact]
    public void Rules_that_are_not_those_of_the_run_are_told_at_once()
    {
        JournalRecord[] altered = [.. _demo.Records.Select(static r => r.Type == JournalRecordType.Pack ? Altered(r, "Move > 0.0", "Move > 1.0") : r)];

        AuditReport audit = JournalAudit.Of(altered);

        Assert.Contains("the run says that it ran", audit.Faults[0].Reason, StringComparison.Ordinal);
        Assert.Equal(audit.Decisions + audit.NonDecisions + 1, audit.FaultCount);
        Assert.Contains("the run says that it ran", JournalReplay.Of(altered).FirstDifference!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_with_rolled_back_transactions_is_accepted_and_recomputed()
    {
        const string Program = """
            Use decisions!

            param steps = 3000 in [0, 100000].
            /// Explodes while the feed is down.
            blow(0) :- feed(/binance_usdm, _, /down).
            blow(Y) :- blow(X), X < steps, Y = X + 1.

            /// Buys when the other venue has traded.
            #[id("follow"), class(/entry)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :-
                quote(Venue, Sym, _, _, _, _), Venue = /binance_usdm, price(/binance_spot, Sym, Price), Price > 0.0.
            """;
        Market market = new(), other = new() { Instrument = new Instrument("/binance_spot", "BTCUSDT") };
        ListFeed feed = new(
            market.Quote(1_000, "100", "100.01"), market.Status(1_100, FeedStatusKind.Outage), other.Trade(1_200, "100"), other.Trade(1_300, "101"),
            market.Status(1_400, FeedStatusKind.Resumed), market.Quote(1_500, "100", "100.01"));
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), MaxCreatedFacts = 500 };

        Runs.Run(Rules.Bind(Program), feed, new Watcher(), _folder["rolled"], options);

        AuditReport audit = JournalAudit.Of(_folder["rolled"]);
        ReplayReport replay = JournalReplay.Of(_folder["rolled"]);
        Assert.True(audit.FaultCount == 0 && audit.Decisions == 1, string.Join('\n', audit.Faults));
        Assert.True(replay.FirstDifference is null && replay.Decisions == 1, replay.FirstDifference?.ToString());
    }

    /// <summary>After a transaction that was rolled back only what no veto strikes may be decided: the exit that the entry had beaten.</summary>
    [Fact]
    public void What_is_decided_in_a_rolled_back_transaction_is_accepted_and_recomputed()
    {
        const string Program = """
            Use market!

            blow(0) :- feed(/binance_usdm, _, /down).
            blow(Y) :- blow(X), X < 3000, Y = X + 1.

            #[id("in"), class(/entry)]
            propose(Sym, {/kind: /wait}, 1.0) :- quote(/binance_usdm, Sym, _, _, _, _).
            #[id("out"), class(/exit)]
            propose(Sym, {/kind: /exit_all}, 1.0) :- quote(/binance_usdm, Sym, _, _, _, _).
            veto(Sym, /none) :- quote(/nowhere, Sym, _, _, _, _).

            decide decision(Sym, Action, Size) from propose [key([Sym]), veto(veto, except: [/exit]), classes([/entry, /exit])].
            """;
        Market market = new();
        ListFeed feed = new(market.Quote(1_000, "100", "100.01"), market.Status(1_100, FeedStatusKind.Outage), market.Status(1_400, FeedStatusKind.Resumed), market.Quote(1_500, "100", "100.02"));
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), MaxCreatedFacts = 500 };
        Watcher watcher = new();

        Runs.Run(Rules.Bind(Program), feed, watcher, _folder["excepted"], options);

        AuditReport audit = JournalAudit.Of(_folder["excepted"]);
        ReplayReport replay = JournalReplay.Of(_folder["excepted"]);
        Assert.True(watcher.Rollbacks > 0 && watcher.Decisions.Exists(static d => d.Decision.Winner.RuleId == "out"), "nothing was decided in a rolled-back transaction");
        Assert.True(audit.FaultCount == 0, string.Join('\n', audit.Faults));
        Assert.True(replay.FirstDifference is null, replay.FirstDifference?.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_sample_of_the_non_decisions_replays_as_the_same_sample(int every)
    {
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), RecordNonDecisionsEvery = every };
        Watcher watcher = new();

        Runs.Run(Rules.Bind(Rules.Eager), Runs.Simulated(7), watcher, _folder["sampled"], options);

        ReplayReport replay = JournalReplay.Of(_folder["sampled"]);
        Assert.Null(replay.FirstDifference);
        Assert.Equal(every == 0 ? 0 : (watcher.NonDecisions.Count + every - 1) / every, replay.NonDecisions);
        Assert.Equal(watcher.Decisions.Count, replay.Decisions);
    }

    [Fact]
    public void A_journal_that_ends_anywhere_agrees_as_far_as_it_goes()
    {
        int step = _demo.Records.Length / 12;
        for (int length = _demo.Records.Length - 1; length > 0; length -= step)
        {
            Assert.Null(JournalReplay.Of(_demo.Records.Take(length)).FirstDifference);
        }
    }

    private static JournalRecord Altered(JournalRecord record, string text, string other) =>
        record with { Payload = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(record.Payload.Span).Replace(text, other, StringComparison.Ordinal)) };
}

using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>A run of rules that look back is recorded with the transactions of the clock, recomputed with them, accepted, and can be asked about.</summary>
public sealed class TimedJournalTests(TimedJournalTests.TimedRun run) : IClassFixture<TimedJournalTests.TimedRun>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_with_stored_rows_merges_and_certainties_is_recomputed_and_accepted()
    {
        Runs.Run(Rules.Bind(LookingBack.Stateful), Runs.Simulated(7), new Watcher(), _folder["stateful"]);

        ReplayReport replay = JournalReplay.Of(_folder["stateful"]);
        AuditReport audit = JournalAudit.Of(_folder["stateful"]);

        Assert.Null(replay.FirstDifference);
        Assert.True(audit.FaultCount == 0, $"{audit.FaultCount} faults\n{string.Join('\n', audit.Faults.Take(10))}");
        Assert.True(audit.Decisions > 2 && audit.NonDecisions > 10 && audit.Steps > 100, audit.ToString());
    }

    [Fact]
    public void A_run_with_timers_is_recomputed()
    {
        ReplayReport replay = JournalReplay.Of(run.Records);

        Assert.Null(replay.FirstDifference);
        Assert.True(replay.Decisions > 2 && replay.NonDecisions > 10, replay.ToString());
        Assert.True(Timers > 1_000, $"{Timers} timers");
        Assert.Contains(run.Records, r => r.Type is JournalRecordType.Decision or JournalRecordType.NonDecision && run.TimerSequences.Contains(r.Sequence));
    }

    [Fact]
    public void A_run_with_timers_is_accepted()
    {
        AuditReport audit = JournalAudit.Of(run.Records);

        Assert.True(audit.FaultCount == 0, $"{audit.FaultCount} faults\n{string.Join('\n', audit.Faults.Take(10))}");
        Assert.True(audit.Decisions > 2 && audit.NonDecisions > 10 && audit.Steps > 100, audit.ToString());
    }

    [Theory]
    [InlineData("which is not recorded")] // when it is left out
    [InlineData("nothing is due by then")] // when it is told twice
    public void A_timer_too_few_or_too_many_is_found_by_replaying(string found)
    {
        (JournalRecord timer, _) = run.Records.Zip(run.Records.Skip(1)).Where(static pair => pair.First.Type == JournalRecordType.Timer && pair.Second.Type == JournalRecordType.FactChanges).ElementAt(100);
        bool twice = found.Contains("nothing", StringComparison.Ordinal);

        RunFault? difference = JournalReplay.Of(run.Records.SelectMany(r => r != timer ? [r] : twice ? [r, r] : Array.Empty<JournalRecord>())).FirstDifference;

        Assert.Contains(found, difference?.Reason, StringComparison.Ordinal);
    }

    /// <summary>What stood in a state that only a timer made is there again when that moment is asked about.</summary>
    [Fact]
    public void A_state_that_a_timer_made_can_be_asked_about()
    {
        JournalRecord[] byTimers = [.. run.Records.Where(r => r.Type is JournalRecordType.Decision or JournalRecordType.NonDecision && run.TimerSequences.Contains(r.Sequence))];
        foreach (JournalRecord record in byTimers.Where((_, i) => i % Math.Max(1, byTimers.Length / 5) == 0))
        {
            DiagnosticBag diagnostics = new();

            ReplayedRun replayed = new RunReplay(run.Journal).To(record, null, RunChange.None, diagnostics)!;

            Assert.False(diagnostics.HasErrors);
            Assert.Equal(record.At, replayed.At);
            Assert.Equal(record.Sequence, replayed.Transactions);
        }
    }

    private int Timers => run.Records.Count(static r => r.Type == JournalRecordType.Timer);

    /// <summary>One run on a short simulated market.</summary>
    public sealed class TimedRun : IDisposable
    {
        private readonly TempFolder _folder = new();

        public TimedRun()
        {
            Runs.Run(Rules.Bind(LookingBack.Timed), Runs.Simulated(7), new Watcher(), Journal);
            Records = [.. new JournalReader(Journal).ReadAll()];
            TimerSequences = [.. Records.Where(static r => r.Type == JournalRecordType.Timer).Select(static r => r.Sequence)];
        }

        public string Journal => _folder["timed"];

        internal JournalRecord[] Records { get; }

        internal HashSet<long> TimerSequences { get; }

        public void Dispose() => _folder.Dispose();
    }
}

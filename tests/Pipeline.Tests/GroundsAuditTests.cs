using System.Text;
using CryptoScalp.Rules.Journal;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>What stored rows rested on is derived again and judged at its moment.</summary>
public sealed class GroundsAuditTests(GroundsAuditTests.StatefulRun run) : IClassFixture<GroundsAuditTests.StatefulRun>
{
    /// <summary>A run over stored rows, a merge and certainties, recorded once.</summary>
    public sealed class StatefulRun : IDisposable
    {
        private readonly TempFolder _folder = new();

        public StatefulRun()
        {
            Runs.Run(Rules.Bind(LookingBack.Stateful), Runs.Simulated(7), new Watcher(), _folder["journal"]);
            Records = [.. new JournalReader(_folder["journal"]).ReadAll()];
        }

        internal IReadOnlyList<JournalRecord> Records { get; }

        public void Dispose() => _folder.Dispose();
    }

    [Fact]
    public void The_grounds_of_every_stored_row_that_a_record_rests_on_are_accepted()
    {
        GroundsReport report = GroundsAudit.Of(run.Records);

        Assert.True(report.FaultCount == 0, string.Join('\n', report.Faults));
        Assert.True(report.Premises > 100, report.ToString());
        Assert.Equal(0, report.Unseen);
    }

    [Fact]
    public void Grounds_that_the_engine_does_not_derive_again_are_a_fault_and_are_counted()
    {
        JournalRecord[] fewer = [.. run.Records.Where(static r => r.Type != JournalRecordType.FactChanges || r.Place.Record % 50 > 0)];

        GroundsReport report = GroundsAudit.Of(fewer);

        Assert.True(report.FaultCount > 0 && report.Unseen > 0, report.ToString());
    }

    [Fact]
    public void A_journal_without_stored_rows_has_none()
    {
        JournalRecord[] none = [.. run.Records.Where(static r => r.Type != JournalRecordType.ProofNode || !Encoding.UTF8.GetString(r.Payload.Span).Contains("held at", StringComparison.Ordinal))];

        Assert.Equal((0, 0, 0, 0), (GroundsAudit.Of(none).Premises, GroundsAudit.Of(none).Gone, GroundsAudit.Of(none).Unseen, GroundsAudit.Of(none).FaultCount));
    }
}

using System.Text.Json.Nodes;
using CryptoScalp.Rules.Journal;

namespace CryptoScalp.Rules.Checker.Tests;

/// <summary>What docs/proofs.md lists as not shown by an audit is accepted by it, and by whom it is shown: should one of these fail, the list is out of date.</summary>
public sealed class NotShownTests(AttackedRun run) : IClassFixture<AttackedRun>
{
    private readonly ForgedJournal _forged = new(run.Records);

    [Fact]
    public void What_a_fill_and_a_verdict_say_is_shown_by_nothing_in_the_journal()
    {
        int verdict = _forged.Find(JournalRecordType.RiskVerdict), fill = _forged.Find(JournalRecordType.Fill);
        _forged.Alter(verdict, static v => v["orders"]![0]!["quantity"] = "7.0");
        _forged.Alter(fill, static f => f["price"] = "1.0");

        Assert.Empty(_forged.Audit().Faults);
        Assert.Null(_forged.Replay());
    }

    [Fact]
    public void That_the_end_is_missing_is_shown_by_the_hash_that_somebody_kept()
    {
        _forged.Records.RemoveRange(_forged.Transaction(_forged.Records.Count * 2 / 3), _forged.Records.Count - _forged.Transaction(_forged.Records.Count * 2 / 3));

        Assert.Empty(_forged.Audit().Faults);
        Assert.Null(_forged.Replay());
    }

    [Fact]
    public void The_totals_of_a_run_are_believed()
    {
        _forged.Alter(_forged.Find(JournalRecordType.RunEnded), static totals => totals["decisions"] = 1);

        Assert.Empty(_forged.Audit().Faults);
    }

    [Fact]
    public void That_a_run_forgot_on_purpose_is_in_its_header_only()
    {
        ForgedJournal forged = new(run.Restarted);
        int second = forged.Find(JournalRecordType.RunStarted, skip: 1);
        forged.Alter(second, static started => new[] { "goesOn", "past", "warmsUntil" }.ToList().ForEach(field => started.Remove(field)));

        Assert.DoesNotContain(forged.Audit().Faults, f => f.Place.Record == second);
        Assert.Null(JsonNode.Parse(forged.Records[second].Payload.Span)!["goesOn"]);
    }
}

using System.Text.Json.Nodes;
using CryptoScalp.Rules.Journal;

namespace CryptoScalp.Rules.Checker.Tests;

/// <summary>A run that goes on with a journal says what it took over of it: what was decided, windows, the account, how far transactions had come.</summary>
public sealed class RestartAttacks(AttackedRun run) : IClassFixture<AttackedRun>
{
    private readonly ForgedJournal _forged = new(run.Restarted);

    private int Second => _forged.Find(JournalRecordType.RunStarted, skip: 1);

    [Theory]
    [InlineData("sequence", 1)]
    [InlineData("sequence", -1)]
    [InlineData("at", 1)]
    [InlineData("at", -1)]
    [InlineData("at", 1_000_000_000_000)]
    public void What_is_taken_over_ends_with_the_last_transaction_of_the_run_before(string field, long by)
    {
        int second = Second;
        _forged.Alter(second, d => d["past"]![field] = (long)d["past"]![field]! + by);

        _forged.AssertRejected(_forged.Transaction(second), "past", "last transaction");
    }

    [Theory]
    [InlineData("since", 1_000_000)]
    [InlineData("from", 1_000_000)]
    [InlineData("since", -7)]
    [InlineData("from", -7)]
    public void A_past_does_not_begin_where_the_journal_has_none(string field, long value)
    {
        int second = Second;
        _forged.Alter(second, d => d["past"]![field] = value);

        _forged.AssertRejected(_forged.Transaction(second), "past", "begin");
    }

    [Fact]
    public void A_run_that_took_over_a_state_remembers_what_was_decided_in_it()
    {
        int second = Second;
        _forged.Alter(second, static d => d.Remove("goesOn"));

        _forged.AssertRejected(_forged.Transaction(second), "goesOn", "remembers");
    }

    [Fact]
    public void A_first_run_took_over_nothing()
    {
        ForgedJournal forged = new(run.Records);
        forged.Alter(0, static d => (d["goesOn"], d["past"]) = (true, new JsonObject { ["from"] = 1, ["since"] = 0, ["sequence"] = 7, ["at"] = 500_000_000, ["bridged"] = false }));

        forged.AssertRejected(forged.Transaction(0), "past", "last transaction");
    }

    [Fact]
    public void Nothing_is_decided_where_two_runs_are_joined()
    {
        int seam = _forged.Transaction(Second, JournalRecordType.FactChanges);
        JournalRecord any = _forged.Records[_forged.Find(JournalRecordType.NonDecision)];
        _forged.Records.Insert(seam + 1, any with { Sequence = _forged.Records[seam].Sequence, At = _forged.Records[seam].At });

        _forged.AssertRejected(seam + 1, "sequence", "joined");
    }

    [Fact]
    public void Transactions_count_on_from_those_of_the_run_before()
    {
        int given = _forged.Transaction(Second, JournalRecordType.FactChanges);
        _forged.Records[given] = _forged.Records[given] with { Sequence = 1 };

        Assert.Contains(_forged.Audit().Faults, f => f.Place.Record >= given && f.Field == "sequence");
    }

    [Fact]
    public void A_run_does_not_begin_within_another_to_forget_what_cools_down()
    {
        ForgedJournal forged = new(run.Records);
        int cooling = forged.Find(JournalRecordType.NonDecision, static d => (string)d["entry"]!["reasons"]![0]!["kind"]! == "cooldown");
        int before = forged.Records.FindLastIndex(cooling, static r => r.Type == JournalRecordType.FactChanges);
        forged.Records.InsertRange(before, forged.Records[..6]);

        Assert.True(forged.Audit().FaultCount > 0, "the audit accepts it");
    }
}

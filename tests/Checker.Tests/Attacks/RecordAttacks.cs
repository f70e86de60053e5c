using System.Text;
using System.Text.Json.Nodes;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Checker.Tests;

/// <summary>Records moved, doubled, dropped and put in, by somebody who makes all checksums right again.</summary>
public sealed class RecordAttacks(AttackedRun run) : IClassFixture<AttackedRun>
{
    private readonly ForgedJournal _forged = new(run.Records);

    [Fact]
    public void A_decision_that_nothing_cools_down_is_not_recorded_twice()
    {
        int exit = _forged.Find(JournalRecordType.Decision, static d => (string)d["class"]! == "/exit");
        _forged.Records.Insert(exit + 1, _forged.Records[exit]);

        _forged.AssertRejected(exit + 1, "id", "recorded already");
    }

    [Fact]
    public void A_non_decision_is_not_recorded_twice()
    {
        int lost = _forged.Find(JournalRecordType.NonDecision);
        _forged.Records.Insert(lost + 1, _forged.Records[lost]);

        _forged.AssertRejected(lost + 1, "id", "recorded already");
    }

    [Fact]
    public void A_winner_does_not_cool_down_from_its_own_decision()
    {
        int decision = _forged.Find(JournalRecordType.Decision);
        JsonObject d = _forged[decision];
        string until = (long.Parse((string)d["at"]!, System.Globalization.CultureInfo.InvariantCulture) + 2_000_000_000).ToString(System.Globalization.CultureInfo.InvariantCulture);
        JsonObject cooling = new() { ["format"] = "cryptoscalp-non-decision/1", ["id"] = "" };
        foreach (string field in new[] { "name", "key", "at", "sequence", "program" })
        {
            cooling[field] = d[field]!.DeepClone();
        }

        cooling["entry"] = new JsonObject { ["reasons"] = new JsonArray(new JsonObject { ["kind"] = "cooldown", ["nodes"] = new JsonArray(), ["details"] = new JsonArray(until) }) };
        foreach (string field in new[] { "proof", "rule", "class", "priority", "confidence" })
        {
            cooling["entry"]![field] = d[field]!.DeepClone();
        }

        cooling["id"] = RecordId.NonDecision(cooling, $"propose(\"BTCUSDT\", {d["action"]}, {d["size"]}, {d["confidence"]}) by buy (/signal, priority 10)", $"cooling down until {until}");
        _forged.Add(decision + 1, JournalRecordType.NonDecision, cooling.ToJsonString());

        _forged.AssertRejected(decision + 1, "entry.reasons", "nothing held this candidate back");
    }

    [Fact]
    public void A_decision_moved_into_the_next_transaction_is_not_of_it()
    {
        int decision = _forged.Find(JournalRecordType.Decision), next = _forged.Transaction(decision);
        _forged.Move(decision, next);

        Assert.Contains(_forged.Audit().Faults, f => f.Place.Record == next && f.Field == "sequence" && f.Reason.Contains("belongs to transaction", StringComparison.Ordinal));
    }

    [Fact]
    public void A_decision_moved_with_its_frame_still_says_its_own_time()
    {
        int decision = _forged.Find(JournalRecordType.Decision), next = _forged.Transaction(decision);
        (long sequence, EventTime at) = (_forged.Records[next].Sequence, _forged.Records[next].At);
        _forged.Records[decision] = _forged.Records[decision] with { Sequence = sequence, At = at };
        _forged.Move(decision, next);

        Assert.Contains(_forged.Audit().Faults, f => f.Place.Record == next && f.Field is "id" or "at" or "sequence" or "key");
    }

    [Fact]
    public void Two_decisions_of_one_key_are_not_exchanged()
    {
        int one = _forged.Find(JournalRecordType.Decision), other = _forged.Find(JournalRecordType.Decision, skip: 2);
        (string first, string second) = (_forged[one].ToJsonString(), _forged[other].ToJsonString());
        _forged.Write(one, second);
        _forged.Write(other, first);

        _forged.AssertRejected(one, "id", "follows");
    }

    [Theory]
    [InlineData(JournalRecordType.Decision)]
    [InlineData(JournalRecordType.NonDecision)]
    [InlineData(JournalRecordType.ProofNode)]
    [InlineData(JournalRecordType.RiskVerdict)]
    public void A_record_does_not_stand_at_another_time_than_its_transaction(JournalRecordType type)
    {
        int record = _forged.Find(type);
        _forged.Records[record] = _forged.Records[record] with { At = new EventTime(_forged.Records[record].At.Nanoseconds + 1) };

        _forged.AssertRejected(record, "at", "belongs to transaction");
    }

    [Fact]
    public void A_transaction_left_out_leaves_a_gap()
    {
        int decision = _forged.Find(JournalRecordType.Decision), next = _forged.Transaction(_forged.Transaction(decision) + 1, JournalRecordType.FactChanges);
        int gone = Enumerable.Range(next, _forged.Records.Count).First(i => _forged.Records[i].Type == JournalRecordType.FactChanges && _forged.Records[i + 1].Type == JournalRecordType.FactChanges);
        _forged.Records.RemoveAt(gone);

        _forged.AssertRejected(gone, "sequence", "is missing");
    }

    [Fact]
    public void A_transaction_recorded_twice_counts_once()
    {
        int transaction = _forged.Transaction(_forged.Find(JournalRecordType.Decision));
        _forged.Records.Insert(transaction + 1, _forged.Records[transaction]);

        _forged.AssertRejected(transaction + 1, "sequence", "cannot follow");
    }

    [Fact]
    public void Two_transactions_are_not_exchanged()
    {
        int one = Enumerable.Range(30, _forged.Records.Count).First(i => _forged.Records[i].Type == JournalRecordType.FactChanges && _forged.Records[i + 1].Type == JournalRecordType.FactChanges);
        _forged.Exchange(one, one + 1);

        Assert.Contains(_forged.Audit().Faults, f => f.Place.Record == one && f.Field is "sequence" or "at");
    }

    [Fact]
    public void A_transaction_of_the_clock_is_not_made_one_that_was_given_nothing()
    {
        int timer = _forged.Find(JournalRecordType.Timer, skip: 10);
        _forged.Records[timer] = _forged.Records[timer] with { Type = JournalRecordType.FactChanges, Payload = Encoding.UTF8.GetBytes("""{"changes":[],"origins":[]}""") };

        _forged.AssertRejected(timer, "at", "the clock's transaction of that moment is missing");
    }

    [Fact]
    public void A_transaction_that_was_given_facts_is_not_made_one_of_the_clock()
    {
        int given = _forged.Transaction(_forged.Find(JournalRecordType.Decision) + 1, JournalRecordType.FactChanges);
        _forged.Records[given] = _forged.Records[given] with { Type = JournalRecordType.Timer, Payload = Encoding.UTF8.GetBytes("{}") };

        _forged.AssertRejected(given, "at", "nothing is due");
    }

    [Fact]
    public void A_transaction_that_something_was_decided_in_is_not_rolled_back()
    {
        int decision = _forged.Find(JournalRecordType.Decision);
        _forged.Add(decision + 1, JournalRecordType.Diagnostics, """{"outcome":"BudgetExceeded","code":"CSR4001"}""");

        _forged.AssertRejected(decision + 1, "sequence", "nothing is open");
    }

    [Fact]
    public void The_programs_own_facts_are_not_rolled_back()
    {
        int first = _forged.Transaction(0);
        _forged.Add(first, JournalRecordType.Diagnostics, """{"outcome":"BudgetExceeded","code":"CSR4001"}""");

        _forged.AssertRejected(first, "sequence", "nothing is open");
    }

    [Fact]
    public void A_transaction_is_rolled_back_once()
    {
        ForgedJournal forged = new(run.Restarted);
        int rolledBack = forged.Find(JournalRecordType.Diagnostics);
        forged.Records.Insert(rolledBack, forged.Records[rolledBack]);

        forged.AssertRejected(rolledBack + 1, "sequence", "nothing is open");
    }

    [Fact]
    public void A_transaction_that_had_to_be_rolled_back_does_not_stand()
    {
        ForgedJournal forged = new(run.Restarted);
        int rolledBack = forged.Find(JournalRecordType.Diagnostics);
        forged.Records.RemoveAt(rolledBack);

        Assert.Contains("cannot have been committed", forged.Audit().Faults[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_that_nothing_rests_on_is_not_passed_over()
    {
        int decision = _forged.Find(JournalRecordType.Decision);
        JsonObject lie = new() { ["id"] = "", ["kind"] = "given", ["fact"] = "position(\"BTCUSDT\", 0.0)" };
        lie["id"] = NodeId.Of(lie);
        _forged.Add(decision, JournalRecordType.ProofNode, lie.ToJsonString());

        _forged.AssertRejected(_forged.Transaction(decision + 1), "nodes", "nothing rests on");
    }

    [Theory]
    [InlineData("doc")]
    [InlineData("location")]
    public void A_node_is_not_written_again_with_what_its_id_does_not_cover(string field)
    {
        int node = _forged.Find(JournalRecordType.ProofNode, static n => (string)n["kind"]! == "derived" && n["doc"] is not null);
        int decision = _forged.Find(JournalRecordType.Decision);
        JsonObject other = _forged[node];
        other[field] = "other";
        _forged.Add(decision + 1, JournalRecordType.ProofNode, other.ToJsonString());

        _forged.AssertRejected(decision + 1, "id", "written before");
    }

    [Fact]
    public void A_proof_does_not_rest_on_nodes_of_the_run_before()
    {
        ForgedJournal forged = new(run.Restarted);
        int second = forged.Find(JournalRecordType.RunStarted, skip: 1);
        int again = Enumerable.Range(second, forged.Records.Count - second).First(i => forged.Records[i].Type == JournalRecordType.ProofNode);
        forged.Records.Insert(second, forged.Records[again] with { Sequence = 0, At = EventTime.Zero });
        forged.Records.RemoveAt(again + 1);

        Assert.Contains(forged.Audit().Faults, f => f.Place.Record > again && f.Type is JournalRecordType.Decision or JournalRecordType.NonDecision);
    }

    [Fact]
    public void Segments_are_not_exchanged_even_when_the_chain_is_made_anew()
    {
        int half = _forged.Transaction(_forged.Records.Count / 2);
        List<JournalRecord> exchanged = [.. _forged.Records[..6], .. _forged.Records[half..], .. _forged.Records[6..half]];
        using TempFolder folder = new();
        using (JournalWriter writer = JournalWriter.Open(folder["forged"]))
        {
            exchanged.ForEach(r => writer.Append(r.Type, r.Sequence, r.At, r.Payload.Span));
        }

        RunFault first = JournalAudit.Of(folder["forged"]).Faults[0];

        Assert.Equal(("sequence", 6L), (first.Field, first.Place.Record));
    }

    [Fact]
    public void A_run_that_says_it_is_of_another_format_is_not_accepted_unread()
    {
        _forged.Alter(0, static started => started["format"] = 1);

        _forged.AssertRejected(0, "format", "cannot be recomputed here");
    }

    [Fact]
    public void The_bounds_of_proofs_are_no_deeper_than_anybody_may_look()
    {
        _forged.Alter(0, static started => started["proofs"]!["depth"] = 1_000_000_000);

        _forged.AssertRejected(_forged.Transaction(0), "proofs", "depth");
    }

    [Fact]
    public void What_features_measure_is_not_what_the_journal_says_but_what_the_rules_read()
    {
        _forged.Alter(0, static started => started["measures"]!["spread_bps"] = "fraction");

        _forged.AssertRejected(_forged.Transaction(0), "measures.spread_bps", "bps");
    }

    [Fact]
    public void The_value_of_a_parameter_is_not_what_the_journal_says_but_what_its_rules_say()
    {
        _forged.Alter(0, static started => started["params"]!["least"] = "99.0");

        _forged.AssertRejected(_forged.Transaction(0), "params.least", "99.0");
    }

    [Fact]
    public void No_entry_is_decided_while_the_run_says_that_it_warms()
    {
        int decision = _forged.Find(JournalRecordType.Decision);
        _forged.Alter(0, static started => started["warmsUntil"] = 5_000_000_000);

        Assert.Contains(_forged.Audit().Faults, f => f.Place.Record == decision && f.Reason.Contains("no candidate of this key survives", StringComparison.Ordinal));
    }
}

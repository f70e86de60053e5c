using System.Text;
using System.Text.Json.Nodes;
using CryptoScalp.Rules.Checker;
using CryptoScalp.Rules.Checker.Tests;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>Changes of rules told otherwise than they were, by somebody who makes all checksums and ids right again.</summary>
public sealed class SwitchAttacks(SwitchedJournal run, ITestOutputHelper output) : IClassFixture<SwitchedJournal>
{
    private readonly ForgedJournal _forged = new(run.Records);

    private int Staged => _forged.Find(JournalRecordType.PackStaged);

    private int Activated => _forged.Find(JournalRecordType.PackChanged);

    private int Params => _forged.Find(JournalRecordType.PackChanged, static c => (string)c["kind"]! == "params");

    private int NextRecord(int from) => _forged.Records.FindIndex(from, static r => r.Type is JournalRecordType.Decision or JournalRecordType.NonDecision);

    [Fact]
    public void An_activation_that_came_later_does_not_judge_what_was_decided_before()
    {
        int change = Activated, record = NextRecord(change), staged = Staged;
        int before = _forged.Records.FindLastIndex(staged, static r => r.Type is JournalRecordType.Decision or JournalRecordType.NonDecision);
        int earlier = _forged.Records.FindLastIndex(before, static r => r.Type is JournalRecordType.FactChanges or JournalRecordType.Timer);
        JournalRecord[] both = [_forged.Records[staged], _forged.Records[change]];
        _forged.Records.RemoveAt(change);
        _forged.Records.RemoveAt(staged);
        (long sequence, EventTime at) = (_forged.Records[earlier].Sequence - 1, _forged.Records[earlier].At);
        _forged.Records.InsertRange(earlier, both.Select(r => r with { Sequence = r.Type == JournalRecordType.PackChanged ? sequence : 0, At = at }));

        Assert.Contains(_forged.Audit().Faults, f => f.Type is JournalRecordType.Decision or JournalRecordType.NonDecision && f.Place.Record <= record);
    }

    [Fact]
    public void An_activation_that_came_earlier_does_not_wait_for_what_the_new_rules_decided()
    {
        int change = Activated, record = NextRecord(change), next = _forged.Transaction(record);
        _forged.Records[change] = _forged.Records[change] with { Sequence = _forged.Records[record].Sequence, At = _forged.Records[record].At };
        _forged.Move(change, next - 1);

        Assert.Contains(_forged.Audit().Faults, f => f.Type is JournalRecordType.ProofNode or JournalRecordType.Decision or JournalRecordType.NonDecision && f.Place.Record < next);
    }

    [Fact]
    public void An_activation_left_out_leaves_decisions_of_rules_that_were_not_in_force()
    {
        int change = Activated;
        _forged.Records.RemoveAt(change);

        Assert.Contains(_forged.Audit().Faults, f => f.Type is JournalRecordType.Decision or JournalRecordType.NonDecision && f.Field is "program" or "id" or "rule" or "node");
    }

    [Fact]
    public void An_activation_told_twice_changed_nothing_the_second_time()
    {
        int change = Activated;
        _forged.Records.Insert(change + 1, _forged.Records[change]);

        _forged.AssertRejected(change + 1, "program", "was in force");
    }

    [Fact]
    public void An_activation_stands_behind_the_transaction_that_it_followed()
    {
        int change = Activated;
        _forged.Records[change] = _forged.Records[change] with { Sequence = _forged.Records[change].Sequence - 1 };

        _forged.AssertRejected(change, "sequence", "stands behind");
    }

    [Fact]
    public void Rules_that_the_journal_does_not_have_did_not_come_into_force()
    {
        int change = Activated;
        _forged.Records.RemoveAt(Staged);

        _forged.AssertRejected(change - 1, "program", "no sources that check");
    }

    [Theory]
    [InlineData("from")]
    [InlineData("to")]
    public void A_change_is_not_of_other_versions(string field)
    {
        int change = Activated;
        _forged.Alter(change, c => c[field] = new string('0', 64));

        _forged.AssertRejected(change, "program", "in force");
    }

    [Fact]
    public void Nobody_goes_back_to_rules_that_were_never_in_force()
    {
        int change = Activated;
        _forged.Alter(change, static c => (c["kind"], c["to"]) = ("rollback", new string('1', 64)));

        _forged.AssertRejected(change, "program", "no sources that check");
    }

    [Fact]
    public void Rules_do_not_follow_a_run_from_a_transaction_that_it_never_had()
    {
        int change = Activated;
        _forged.Alter(change, static c => c["since"] = 1_000_000);

        _forged.AssertRejected(change, "since", "last transaction");
    }

    [Fact]
    public void Rules_that_are_said_to_begin_with_empty_windows_decide_no_entry_until_they_are_full()
    {
        int change = _forged.Find(JournalRecordType.PackChanged, skip: 3);
        long last = _forged.Records[change].Sequence;
        _forged.Alter(change, c => c["since"] = last);

        int entry = _forged.Records.FindIndex(change, static r => r.Type == JournalRecordType.Decision && Encoding.UTF8.GetString(r.Payload.Span).Contains("\"class\":\"/entry\"", StringComparison.Ordinal));
        Assert.True(entry > 0 && _forged.Records[entry].At.Nanoseconds < _forged.Records[change].At.Nanoseconds + 4_000_000_000, "no entry within the window");
        Assert.Contains(_forged.Audit().Faults, f => f.Place.Record == entry);
    }

    [Fact]
    public void No_entry_is_decided_while_a_change_says_that_windows_fill()
    {
        int change = Activated;
        _forged.Alter(change, static c => c["warmsUntil"] = 1_000_000_000_000);

        Assert.Contains(_forged.Audit().Faults, f => f.Place.Record > change && f.Type == JournalRecordType.Decision && f.Reason.Contains("survives", StringComparison.Ordinal));
    }

    [Fact]
    public void What_features_measure_does_not_change_with_the_record_of_a_change()
    {
        int change = Activated;
        _forged.Alter(change, static c => c["measures"]!["spread_bps"] = "fraction");

        _forged.AssertRejected(change, "measures.spread_bps", "bps");
    }

    [Theory]
    [InlineData("least", "99.8")]
    [InlineData("stop_loss", "0.01")]
    public void Parameters_were_not_changed_to_other_values_than_the_version_has(string name, string value)
    {
        int change = Params;
        _forged.Alter(change, c => c["params"]![name] = value);

        _forged.AssertRejected(change, "program", "have the version");
    }

    [Fact]
    public void Parameters_were_not_changed_beyond_their_range()
    {
        int change = Params;
        _forged.Alter(change, static c => c["params"]!["least"] = "1000.0");

        _forged.AssertRejected(change, "program", "parameters do not fit");
    }

    [Fact]
    public void A_change_of_parameters_left_out_is_missed_by_the_next_proof()
    {
        int change = Params;
        _forged.Records.RemoveAt(change);

        Assert.Contains(_forged.Audit().Faults, f => f.Place.Record >= change);
    }

    [Fact]
    public void Sources_altered_without_their_hash_are_told_where_they_stand()
    {
        int staged = Staged;
        _forged.Replace(staged, "Bid > 99.8", "Bid > 99.7");

        _forged.AssertRejected(staged, "version", "sources have the version");
    }

    [Fact]
    public void Sources_altered_with_their_hash_are_not_what_decided()
    {
        int staged = Staged, change = Activated;
        string old = (string)_forged[change]["to"]!;
        _forged.Replace(staged, "Bid > 99.8", "Bid > 99.7");
        RecordedInput input = new();
        string real = input.Staged(input.Stage(_forged.Records[staged])).Program!.Version;
        _forged.Replace(staged, old, real);
        _forged.Replace(change, old, real);

        RunFault first = _forged.Audit().Faults[0];

        Assert.True(first.Place.Record > change && first.Type is JournalRecordType.Decision or JournalRecordType.NonDecision, first.ToString());
    }

    [Theory]
    [InlineData(JournalRecordType.PackStaged, "\"version\":\"", "\"version\":\"x\",\"version\":\"")]
    [InlineData(JournalRecordType.PackChanged, "\"to\":\"", "\"to\":\"x\",\"to\":\"")]
    [InlineData(JournalRecordType.FactChanges, "{\"changes\":[", "{\"changes\":[],\"changes\":[")]
    public void No_record_of_a_change_or_behind_it_says_a_field_twice(JournalRecordType type, string text, string twice)
    {
        int record = _forged.Records.FindIndex(Staged, r => r.Type == type);
        _forged.Replace(record, text, twice);

        _forged.AssertRejected(record, "record", "Duplicate property");
    }

    [Fact]
    public void Facts_are_not_hidden_behind_a_name_that_no_rules_have()
    {
        int given = _forged.Records.FindIndex(Staged, static r => r.Type == JournalRecordType.FactChanges && Encoding.UTF8.GetString(r.Payload.Span).Contains("+quote(", StringComparison.Ordinal));
        _forged.Replace(given, "+quote(", "+ quote(");

        _forged.AssertRejected(given, "record", "of no predicate");
    }

    [Fact]
    public void Rules_do_not_rest_on_nodes_that_were_written_for_those_before()
    {
        int change = Activated;
        int given = Enumerable.Range(change, _forged.Records.Count - change).First(i => _forged.Records[i].Type == JournalRecordType.ProofNode);
        _forged.Records.Insert(change, _forged.Records[given] with { Sequence = _forged.Records[change].Sequence, At = _forged.Records[change].At });
        _forged.Records.RemoveAt(given + 1);

        Assert.Contains(_forged.Audit().Faults, f => f.Place.Record > change && f.Type is JournalRecordType.Decision or JournalRecordType.NonDecision);
    }

    [Fact]
    public void What_the_rules_before_decided_cools_down_under_those_after()
    {
        int cooling = Enumerable.Range(Activated, _forged.Records.Count - Activated)
            .First(i => _forged.Records[i].Type == JournalRecordType.NonDecision && (string)_forged[i]["entry"]!["reasons"]![0]!["kind"]! == "cooldown");
        JsonObject n = _forged[cooling];
        JsonObject d = _forged[_forged.Find(JournalRecordType.Decision, static d => (string)d["class"]! == "/entry")];
        foreach (string field in new[] { "at", "sequence", "program" })
        {
            d[field] = (string)n[field]!;
        }

        d["proof"] = (string)n["entry"]!["proof"]!;
        _forged.Records[cooling] = _forged.Records[cooling] with { Type = JournalRecordType.Decision };
        _forged.Write(cooling, d.ToJsonString());
        _forged.RepairIds();

        Assert.Contains(_forged.Audit().Faults, f => f.Place.Record == cooling);
    }

    [Fact]
    public void A_row_stored_before_a_change_was_not_stored_in_another_transaction()
    {
        int node = Enumerable.Range(Activated, _forged.Records.Count - Activated).First(i => _forged.Records[i].Type == JournalRecordType.ProofNode && _forged[i]["stored"] is not null);
        string stored = (string)_forged[node]["stored"]!;
        for (int i = Activated; i < _forged.Records.Count; i++)
        {
            if (_forged.Records[i].Type == JournalRecordType.ProofNode)
            {
                _forged.Write(i, Encoding.UTF8.GetString(_forged.Records[i].Payload.Span).Replace(stored, stored.Replace("transaction ", "transaction 1", StringComparison.Ordinal), StringComparison.Ordinal));
            }
        }

        _forged.RepairIds();

        Assert.Contains(_forged.Audit().Faults, static f => f.Field == "stored");
    }

    /// <summary>Engine and checker side by side, across all changes: the proofs that <c>explain</c> shows as of then, altered in every field, before the rules that were in force then.</summary>
    [Fact]
    public void Every_alteration_of_the_grounds_of_stored_rows_is_rejected_across_changes_of_rules()
    {
        Assert.Empty(GroundsAudit.Of(run.Records).Faults);
        JournalRecord[] changes = [.. run.Records.Where(static r => r.Type == JournalRecordType.PackChanged)];
        List<string> accepted = [];
        HashSet<string> versions = new(StringComparer.Ordinal);
        int tried = 0, proofs = 0;
        JournalAudit audit = new(run.Records);
        JournalReplay replay = new(run.Records)
        {
            Committed = (_, record, session) =>
            {
                foreach (string fact in Grounds(record))
                {
                    if (session.ProofOf(fact) is { } proof)
                    {
                        JsonObject document = (JsonObject)JsonNode.Parse(ProofJson.ToUtf8(proof))!;
                        Assert.Null(Check(audit, document));
                        versions.UnionWith(document["nodes"]!.AsArray().Select(static n => (string?)n!["program"]).OfType<string>());
                        tried += TryAll(audit, document, proofs++, accepted);
                    }
                }
            },
        };
        foreach (JournalRecord record in run.Records)
        {
            replay.Take(record);
            audit.Take(record);
        }

        output.WriteLine($"{tried} alterations of {proofs} proofs of grounds by {versions.Count} versions of rules were tried, across {changes.Length} changes");
        Assert.True(accepted.Count == 0, string.Join('\n', accepted.Take(10)));
        Assert.True(proofs > 2 && versions.Count > 1 && tried > 200, $"{tried} alterations of {proofs} proofs by {versions.Count} versions");
    }

    /// <summary>The premises of rows that were stored in a transaction, by recorded proofs of whatever later rules.</summary>
    private IEnumerable<string> Grounds(JournalRecord transaction) => run.Records.Where(static r => r.Type == JournalRecordType.ProofNode)
        .Select(static r => EarlierPremise.Of(NodeJson.Parse(r.Payload))).OfType<EarlierPremise>().Where(p => p.Transaction == transaction.Sequence).Select(static p => p.Fact).Distinct(StringComparer.Ordinal);

    private static int TryAll(JournalAudit audit, JsonObject proof, int offset, List<string> accepted)
    {
        int tried = 0, at = offset;
        foreach (Forgery forgery in Forging.Of(proof).Where(_ => at++ % 3 == 0))
        {
            JsonObject repaired = Forging.Repair(forgery.Document);
            bool another = !JsonNode.DeepEquals(repaired, forgery.Document) && !JsonNode.DeepEquals(repaired, proof);
            foreach (JsonObject variant in another ? new[] { forgery.Document, repaired } : [forgery.Document])
            {
                tried++;
                if (Check(audit, variant) is null)
                {
                    accepted.Add(forgery.What);
                }
            }
        }

        return tried;
    }

    private static Rejection? Check(JournalAudit audit, JsonObject proof) => audit.Check(Encoding.UTF8.GetBytes(proof.ToJsonString()));
}

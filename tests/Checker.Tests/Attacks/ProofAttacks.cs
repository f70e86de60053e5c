using System.Text.Json.Nodes;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Checker.Tests;

/// <summary>Steps that are consistent in themselves and have all ids right, but say what does not follow.</summary>
public sealed class ProofAttacks(AttackedRun run) : IClassFixture<AttackedRun>
{
    private readonly ForgedJournal _forged = new(run.Records);

    [Fact]
    public void A_group_with_a_member_more_is_not_the_group() => Reject("seen", static step =>
    {
        step["memberCount"] = (int)step["memberCount"]! + 1;
        Aggregate(step, "N")["value"] = step["memberCount"]!.ToJsonString();
    });

    [Fact]
    public void A_member_counted_twice_in_place_of_another_is_found_though_the_count_is_right() => Reject("seen", static step =>
    {
        JsonArray members = step["members"]!.AsArray();
        members[1] = members[0]!.DeepClone();
    }, static n => n["members"]!.AsArray().Count > 1);

    [Fact]
    public void Members_in_another_order_are_not_the_strongest_first() => Reject("seen", static step =>
    {
        JsonArray members = step["members"]!.AsArray();
        JsonNode first = members[0]!;
        members.RemoveAt(0);
        members.Add(first);
    }, static n => n["members"]!.AsArray() is { Count: > 1 } m && !JsonNode.DeepEquals(m[0], m[1]));

    [Fact]
    public void A_sum_that_conclusion_binding_and_aggregate_agree_on_is_still_worked_out_again()
    {
        int node = Node("seen");
        string sum = (string)Aggregate(_forged[node], "S")["value"]!;
        _forged.Replace(node, sum, "1" + sum);
        _forged.RepairIds();

        AssertRejectedAfter(node, "premises");
    }

    [Theory]
    [InlineData(" from ", 1)]
    [InlineData(" from ", -1)]
    [InlineData(" to ", 1)]
    [InlineData(" to ", -1)]
    public void An_edge_of_what_was_looked_at_is_not_moved_by_a_nanosecond(string word, int by) => Reject("calm", step =>
    {
        JsonNode absent = step["premises"]!.AsArray().Single(static p => p!["absent"] is not null)!;
        string[] words = ((string)absent["absent"]!).Split(word);
        string number = words[1].Split(' ')[0];
        long moved = long.Parse(number, System.Globalization.CultureInfo.InvariantCulture) + by;
        absent["absent"] = words[0] + word + moved.ToString(System.Globalization.CultureInfo.InvariantCulture) + words[1][number.Length..];
    }, static n => ((string)n["premises"]!.AsArray()[1]!["absent"]!).Contains(" from ", StringComparison.Ordinal));

    [Fact]
    public void A_row_of_a_window_did_not_happen_a_nanosecond_earlier()
    {
        int node = _forged.Find(JournalRecordType.ProofNode, static n => ((string?)n["origin"])?.StartsWith("happened at ", StringComparison.Ordinal) == true);
        _forged.Alter(node, static n => n["origin"] = "happened at " + (long.Parse(((string)n["origin"]!)[12..], System.Globalization.CultureInfo.InvariantCulture) - 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        _forged.RepairIds();

        AssertRejectedAfter(node, "origin");
    }

    [Fact]
    public void A_merge_does_not_keep_a_lower_value()
    {
        int node = Node("top");
        string fact = (string)_forged[node]["fact"]!, lower = fact.Replace("100.", "99.", StringComparison.Ordinal);
        ReplaceEverywhere(node, JsonText(fact), JsonText(lower));

        AssertRejectedAfter(node, "premises");
    }

    [Theory]
    [InlineData("this one gives", "0.5", "0.6")]
    [InlineData(" over ", "over 2", "over 1")]
    public void A_part_of_a_certainty_is_worked_out_again(string which, string text, string other) => Reject("sure.high", step =>
    {
        JsonNode part = step["premises"]!.AsArray().Last(p => p!.ToJsonString().Contains(which, StringComparison.Ordinal))!;
        foreach (string field in new[] { "condition", "values" })
        {
            part[field] = ((string)part[field]!).Replace(text, other, StringComparison.Ordinal);
        }
    }, n => n["premises"]!.AsArray().Any(p => p!.ToJsonString().Contains(which, StringComparison.Ordinal) && p.ToJsonString().Contains(text, StringComparison.Ordinal)));

    [Fact]
    public void A_certainty_is_what_its_parts_make_together()
    {
        int node = Node("sure.high");
        string fact = (string)_forged[node]["fact"]!;
        ReplaceEverywhere(node, JsonText(fact), JsonText(fact[..fact.LastIndexOf(' ')] + " 0.9)"));

        Assert.Contains(_forged.Audit().Faults, f => f.Place.Record > node);
    }

    [Theory]
    [InlineData("transaction ", "transaction 1")]
    [InlineData("step ", "step 1")]
    [InlineData("at ", "at 1")]
    public void A_stored_row_and_its_premises_are_not_of_another_moment_together(string text, string other)
    {
        int node = Node("arm");
        string stored = (string)_forged[node]["stored"]!;
        ReplaceEverywhere(0, stored, stored.Replace(text, other, StringComparison.Ordinal));

        AssertRejectedAfter(node, "stored");
    }

    [Fact]
    public void A_stored_row_was_not_stored_by_another_rule()
    {
        int node = Node("arm");
        _forged.Alter(node, static n => n["rule"] = "disarm");
        _forged.RepairIds();

        AssertRejectedAfter(node, "rule");
    }

    /// <summary>The row that armed the symbol still holds when it buys: its proof of today must not be exchanged for what held then, which shows no grounds.</summary>
    [Fact]
    public void What_held_when_a_row_was_stored_is_no_proof_of_what_holds_now()
    {
        int buy = Node("buy");
        JsonObject step = _forged[buy];
        string[] facts = [.. step["premises"]!.AsArray().Where(static p => p!["fact"] is not null).Select(static p => (string)p!["fact"]!)];
        JsonObject[] nodes = [.. facts.Select(id => _forged[_forged.Find(JournalRecordType.ProofNode, n => (string)n["id"]! == id)])];
        JsonObject high = nodes.Single(static n => (string?)n["rule"] == "high");
        JsonObject then = _forged[_forged.Find(JournalRecordType.ProofNode, n => (string)n["fact"]! == (string)high["fact"]! && ((string?)n["origin"])?.StartsWith("held at", StringComparison.Ordinal) == true)];
        _forged.Replace(buy, (string)high["id"]!, (string)then["id"]!);
        _forged.RepairIds();

        RunFault fault = _forged.Audit().Faults.First(static f => f.Node.Length > 0);
        Assert.Equal(((string)then["id"]!, "fact"), (fault.Node, fault.Field));
    }

    [Fact]
    public void A_parameter_is_not_of_another_value_in_a_step_alone() => Reject("high", static step => step["parameters"]!.AsArray()[0]!["value"] = "99.0");

    [Fact]
    public void A_step_does_not_name_the_version_of_other_rules() => Reject("high", static step => step["program"] = new string('0', 64));

    private int Node(string rule, Func<JsonObject, bool>? which = null) =>
        _forged.Find(JournalRecordType.ProofNode, n => (string?)n["rule"] == rule && which?.Invoke(n) != false);

    /// <summary>Alters a step, gives everything its right id, and wants the first record behind it rejected at that step.</summary>
    private void Reject(string rule, Action<JsonObject> alter, Func<JsonObject, bool>? which = null)
    {
        int node = Node(rule, which);
        _forged.Alter(node, alter);
        _forged.RepairIds();
        string id = (string)_forged[node]["id"]!;

        AuditReport report = _forged.Audit();

        Assert.True(report.FaultCount > 0, "the audit accepts it");
        Assert.Equal(id, report.Faults[0].Node);
    }

    private void AssertRejectedAfter(int node, string field)
    {
        AuditReport report = _forged.Audit();
        Assert.True(report.FaultCount > 0, "the audit accepts it");
        Assert.True(report.Faults[0].Place.Record >= node && report.Faults[0].Field.StartsWith(field, StringComparison.Ordinal), report.Faults[0].ToString());
    }

    private void ReplaceEverywhere(int from, string text, string by)
    {
        for (int i = from; i < _forged.Records.Count; i++)
        {
            if (_forged.Records[i].Type is JournalRecordType.ProofNode or JournalRecordType.Decision or JournalRecordType.NonDecision)
            {
                _forged.Write(i, System.Text.Encoding.UTF8.GetString(_forged.Records[i].Payload.Span).Replace(text, by, StringComparison.Ordinal));
            }
        }

        _forged.RepairIds();
    }

    private static string JsonText(string text) => text.Replace("\"", "\\\"", StringComparison.Ordinal);

    private static JsonNode Aggregate(JsonObject step, string variable) => step["premises"]!.AsArray().Single(p => (string?)p!["variable"] == variable)!;
}

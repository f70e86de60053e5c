using System.Text.Json.Nodes;
using CryptoScalp.Rules.Journal;

namespace CryptoScalp.Rules.Checker.Tests;

/// <summary>Contests told otherwise than they went, with the ids that such a contest would have.</summary>
public sealed class ContestAttacks(AttackedRun run) : IClassFixture<AttackedRun>
{
    private readonly ForgedJournal _forged = new(run.Records);

    [Fact]
    public void A_veto_left_out_of_the_reasons_is_missed()
    {
        int vetoed = NonDecision("vetoed");
        Alter(vetoed, "lost by priority to nobody", static d => d["entry"]!["reasons"] = new JsonArray(new JsonObject { ["kind"] = "lost", ["nodes"] = new JsonArray(), ["details"] = new JsonArray("priority", "buy") }));

        _forged.AssertRejected(vetoed, "id", "follows");
    }

    [Fact]
    public void A_reason_invented_beside_the_right_one_is_one_too_many()
    {
        int vetoed = NonDecision("vetoed");
        _forged.Alter(vetoed, static d => d["entry"]!["reasons"]!.AsArray().Add(new JsonObject { ["kind"] = "requirement", ["nodes"] = new JsonArray(), ["details"] = new JsonArray("/timeframes") }));

        _forged.AssertRejected(vetoed, "entry.reasons[1]", "follows");
    }

    [Fact]
    public void Reasons_stand_in_their_order()
    {
        int two = _forged.Find(JournalRecordType.NonDecision, static d => d["entry"]!["reasons"]!.AsArray().Count > 1);
        _forged.Alter(two, static d =>
        {
            JsonArray reasons = d["entry"]!["reasons"]!.AsArray();
            JsonNode first = reasons[0]!;
            reasons.RemoveAt(0);
            reasons.Add(first);
        });

        _forged.AssertRejected(two, "entry.reasons[0].kind", "follows");
    }

    [Fact]
    public void An_unmet_requirement_is_not_another_one()
    {
        int unmet = _forged.Find(JournalRecordType.NonDecision, static d => (string)d["entry"]!["reasons"]![0]!["kind"]! == "requirement");
        _forged.Alter(unmet, static d => d["entry"]!["reasons"]![0]!["details"]![0] = "/risk_reward");

        _forged.AssertRejected(unmet, "entry.reasons[0].details[0]", "/timeframes");
    }

    [Fact]
    public void A_key_that_cools_down_does_not_do_so_until_another_time()
    {
        int cooling = NonDecision("cooldown");
        _forged.Alter(cooling, static d => d["entry"]!["reasons"]![0]!["details"]![0] = "3000000001");

        _forged.AssertRejected(cooling, "entry.reasons[0].details[0]", "3000000000");
    }

    [Fact]
    public void What_cooled_down_was_not_decided()
    {
        int cooling = NonDecision("cooldown");
        JsonObject n = _forged[cooling];
        JsonObject first = _forged[_forged.Find(JournalRecordType.Decision)];
        JsonObject d = first.DeepClone().AsObject();
        foreach (string field in new[] { "at", "sequence" })
        {
            d[field] = (string)n[field]!;
        }

        d["confidence"] = (string)n["entry"]!["confidence"]!;
        d["proof"] = (string)n["entry"]!["proof"]!;
        _forged.Records[cooling] = _forged.Records[cooling] with { Type = JournalRecordType.Decision };
        _forged.Write(cooling, d.ToJsonString());
        _forged.RepairIds();

        Assert.Contains(_forged.Audit().Faults, f => f.Place.Record == cooling);
    }

    [Fact]
    public void The_loser_of_a_contest_did_not_win_it()
    {
        int decision = _forged.Find(JournalRecordType.Decision);
        _forged.Alter(decision, static d =>
        {
            JsonNode loser = d["contest"]![0]!.DeepClone();
            JsonObject winner = new() { ["proof"] = d["proof"]!.DeepClone(), ["rule"] = "buy", ["class"] = "/signal", ["priority"] = 10, ["confidence"] = d["confidence"]!.DeepClone(), ["reasons"] = loser["reasons"]!.DeepClone() };
            winner["reasons"]![0]!["details"] = new JsonArray("priority", "again");
            d["contest"] = new JsonArray(winner);
            (d["proof"], d["rule"], d["priority"], d["size"], d["askedSize"]) = (loser["proof"]!.DeepClone(), "again", 5, "0.3", "0.3");
        });
        _forged.RepairIds();

        _forged.AssertRejected(decision, "id", "follows");
    }

    [Fact]
    public void A_loser_is_not_left_out_of_the_contest()
    {
        int decision = _forged.Find(JournalRecordType.Decision);
        _forged.Alter(decision, static d => d["contest"] = new JsonArray());

        _forged.AssertRejected(decision, "contest[0]", "nothing");
    }

    [Fact]
    public void A_cap_is_not_invented()
    {
        int decision = _forged.Find(JournalRecordType.Decision);
        string node = (string)_forged[decision]["requirements"]![0]!;
        _forged.Alter(decision, d => (d["cap"], d["size"]) = (node, "0.1"));
        _forged.RepairIds();

        _forged.AssertRejected(decision, "id", "follows");
    }

    [Fact]
    public void A_requirement_is_not_met_by_one_row_twice()
    {
        int decision = _forged.Find(JournalRecordType.Decision);
        _forged.Alter(decision, static d => d["requirements"]![1] = (string)d["requirements"]![0]!);

        _forged.AssertRejected(decision, "requirements[1]", "require");
    }

    [Fact]
    public void A_veto_that_nobody_looked_for_was_not_absent()
    {
        int decision = _forged.Find(JournalRecordType.Decision);
        _forged.Alter(decision, static d => d["absent"]!.AsArray().Add("veto(\"ETHUSDT\", _)"));

        _forged.AssertRejected(decision, "absent[1]", "ETHUSDT");
    }

    [Fact]
    public void An_exit_is_not_the_decision_of_another_statement()
    {
        int decision = _forged.Find(JournalRecordType.Decision);
        _forged.Alter(decision, static d => d["name"] = "other");
        _forged.RepairIds();

        _forged.AssertRejected(decision, "name", "decides no 'other'");
    }

    [Fact]
    public void A_decision_is_not_of_another_key()
    {
        int decision = _forged.Find(JournalRecordType.Decision);
        _forged.Alter(decision, static d => d["key"]![0] = "\"ETHUSDT\"");
        _forged.RepairIds();

        _forged.AssertRejected(decision, "key", "nothing is proposed");
    }

    private int NonDecision(string kind) => _forged.Find(JournalRecordType.NonDecision, d => d["entry"]!["reasons"]!.AsArray().Any(r => (string)r!["kind"]! == kind));

    /// <summary>Alters a non-decision and gives it the id of what it then says.</summary>
    private void Alter(int record, string reason, Action<JsonObject> alter) => _forged.Alter(record, d =>
    {
        alter(d);
        d["id"] = RecordId.NonDecision(d, "propose(\"BTCUSDT\", {/kind: /long, /venue: /binance_usdm}, 0.2, 1.0) by late (/entry, priority 1)", reason);
    });
}

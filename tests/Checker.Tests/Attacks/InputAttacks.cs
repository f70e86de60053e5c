using System.Text.Json.Nodes;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Checker.Tests;

/// <summary>What a transaction was given and documents of any sort, malformed on purpose: rejected with their place, never believed, and never the end of the audit.</summary>
public sealed class InputAttacks(AttackedRun run) : IClassFixture<AttackedRun>
{
    private readonly ForgedJournal _forged = new(run.Records);

    [Theory]
    [InlineData("""{"changes":[7],"origins":[]}""")]
    [InlineData("""{"changes":[null],"origins":[[null,1]]}""")]
    [InlineData("""{"changes":[""],"origins":[["x",1]]}""")]
    [InlineData("""{"changes":["+"],"origins":[["x",1]]}""")]
    [InlineData("""{"changes":"+limit(1)","origins":[]}""")]
    [InlineData("""{"changes":["+quote(/binance_usdm, \"BTCUSDT\", 1.0, 2.0, 1.0, 1.0)"],"origins":[["x",2]]}""")]
    [InlineData("""{"changes":["+quote(/binance_usdm, \"BTCUSDT\", 1.0, 2.0, 1.0, 1.0)"],"origins":[]}""")]
    [InlineData("""{"changes":["+quote(/binance_usdm, \"BTCUSDT\", 1.0, 2.0, 1.0, 1.0)"],"origins":[["x",-1]]}""")]
    [InlineData("""{"changes":["+quote(/binance_usdm, \"BTCUSDT\", 1.0, 2.0, 1.0, 1.0)"],"origins":[["x",2000000000],["y",2000000000]]}""")]
    [InlineData("""{"changes":["+quote(/binance_usdm, \"BTCUSDT\", 1.0, 2.0, 1.0, 1.0)"],"origins":[["x",1e99]]}""")]
    [InlineData("""{"changes":["+quote(/binance_usdm, \"BTCUSDT\", 1.0, 2.0, 1.0, 1.0)"],"origins":{"x":1}}""")]
    [InlineData("""{"changes":["+quote(/binance_usdm, \"BTCUSDT\", 1.0, 2.0, 1.0, 1.0)"],"changes":[],"origins":[]}""")]
    [InlineData("""{"changes":["+quote(/binance_usdm, \"\ud800\", 1.0, 2.0, 1.0, 1.0)"],"origins":[["x",1]]}""")]
    [InlineData("""{"changes":["+quote(/binance_usdm, \"BTCUSDT\", 1.0, 2.0, 1.0, 1.0). +quote(/binance_spot, \"BTCUSDT\", 1.0, 2.0, 1.0, 1.0)"],"origins":[["x",1]]}""")]
    [InlineData("""{"changes":["+nothing(1)"],"origins":[["x",1]]}""")]
    [InlineData("""{"changes":["+veto(\"BTCUSDT\")"],"origins":[["x",1]]}""")]
    [InlineData("""[]""")]
    [InlineData("""nonsense""")]
    [InlineData("")]
    public void Malformed_input_is_rejected_where_it_stands(string payload)
    {
        int given = _forged.Transaction(_forged.Find(JournalRecordType.Decision) + 1, JournalRecordType.FactChanges);
        _forged.Write(given, payload);

        Assert.Equal(given, _forged.Audit().Faults[0].Place.Record);
        Assert.NotNull(_forged.Replay());
    }

    [Theory]
    [InlineData(JournalRecordType.RunStarted)]
    [InlineData(JournalRecordType.Pack)]
    [InlineData(JournalRecordType.ProofNode)]
    [InlineData(JournalRecordType.NonDecision)]
    [InlineData(JournalRecordType.Decision)]
    public void A_record_that_cannot_be_read_is_a_fault_and_not_the_end_of_the_audit(JournalRecordType type)
    {
        foreach (string payload in new[] { "", "[]", "7", "null", "{", "{}", "{} {}", "{\"id\":7}", new string('[', 20_000), "{\"nodes\":" + new string('[', 20_000) })
        {
            ForgedJournal forged = new(run.Records);
            int record = forged.Find(type);
            forged.Write(record, payload);

            Assert.True(forged.Audit().FaultCount > 0 && forged.Replay() is not null, payload[..Math.Min(10, payload.Length)]);
        }
    }

    [Theory]
    [InlineData("\"priority\":10", "\"priority\":1e1")]
    [InlineData("\"priority\":10", "\"priority\":10.0")]
    [InlineData("\"priority\":10", "\"priority\":\"10\"")]
    [InlineData("\"size\":\"0.5\"", "\"size\":\"0.50\"")]
    [InlineData("\"size\":\"0.5\"", "\"size\":\"1.0\",\"size\":\"0.5\"")]
    [InlineData("\"size\":\"0.5\"", "\"size\":\"0.5\",\"size\":\"1.0\"")]
    [InlineData("\"reasons\":[{\"kind\":\"lost\"", "\"reasons\":[{\"kind\":\"vetoed\",\"kind\":\"lost\"")]
    [InlineData("\"at\":\"1000000000\"", "\"at\":1000000000")]
    [InlineData("\"at\":\"1000000000\"", "\"at\":\"+1000000000\"")]
    [InlineData("]}]}", "]}]} ,{}")]
    [InlineData("{\"format\"", "/* */{\"format\"")]
    [InlineData("{\"format\"", "\ufeff{\"format\"")]
    [InlineData("/signal", "/sign\\ud800al")]
    public void A_decision_is_spelled_in_one_way(string text, string other)
    {
        int decision = _forged.Find(JournalRecordType.Decision);
        _forged.Replace(decision, text, other);

        Assert.Equal(decision, _forged.Audit().Faults[0].Place.Record);
    }

    [Theory]
    [InlineData("\"memberCount\":", "\"memberCount\":1,\"memberCount\":")]
    [InlineData("\"kind\":\"derived\"", "\"kind\":\"given\",\"kind\":\"derived\"")]
    [InlineData("{\"premises\":[", "{\"premises\":[],\"premises\":[")]
    [InlineData("\"members\":[", "\"members\":[],\"members\":[")]
    public void A_node_names_no_field_twice(string text, string other)
    {
        int node = _forged.Find(JournalRecordType.ProofNode, static n => n["memberCount"] is not null);
        _forged.Replace(node, text, other);

        _forged.AssertRejected(node, "record", "Duplicate property");
    }

    [Theory]
    [InlineData("e0")]
    [InlineData(".0")]
    public void A_count_written_in_another_way_is_no_second_id_of_one_node(string more)
    {
        int node = _forged.Find(JournalRecordType.ProofNode, static n => n["memberCount"] is not null);
        string count = _forged[node]["memberCount"]!.ToJsonString();
        _forged.Replace(node, $"\"memberCount\":{count}", $"\"memberCount\":{count}{more}");
        JsonObject document = _forged[node];
        string old = (string)document["id"]!, id = NodeId.Of(document);
        for (int i = node; i < _forged.Records.Count && id != old; i++)
        {
            _forged.Write(i, System.Text.Encoding.UTF8.GetString(_forged.Records[i].Payload.Span).Replace(old, id, StringComparison.Ordinal));
        }

        _forged.RepairIds();

        Assert.True(_forged.Audit().FaultCount > 0, "the audit accepts two ids of one node");
    }

    /// <summary>Not a lie: the same text, spelled with an escape, is the same id.</summary>
    [Fact]
    public void An_id_written_with_escapes_is_the_same_id()
    {
        int decision = _forged.Find(JournalRecordType.Decision);
        string proof = (string)_forged[decision]["proof"]!;
        _forged.Replace(decision, $"\"proof\":\"{proof}\"", $"\"proof\":\"\\u{(int)proof[0]:x4}{proof[1..]}\"");

        Assert.Empty(_forged.Audit().Faults);
        Assert.Equal("record", _forged.Replay()?.Field); // which compares bytes
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    public void A_moment_at_the_end_of_time_is_rejected_and_breaks_nothing(long at)
    {
        int given = _forged.Transaction(_forged.Find(JournalRecordType.Decision) + 1, JournalRecordType.FactChanges);
        _forged.Records[given] = _forged.Records[given] with { At = new EventTime(at) };

        Assert.Equal(given, _forged.Audit().Faults[0].Place.Record);
    }

    [Theory]
    [InlineData("(crc ", "(crc 0")]
    [InlineData("frame ", "frame 9")]
    public void An_origin_altered_in_the_input_alone_is_not_that_of_the_proof(string text, string other)
    {
        int decision = _forged.Find(JournalRecordType.Decision), given = _forged.Records.FindLastIndex(decision, static r => r.Type == JournalRecordType.FactChanges);
        if (System.Text.Encoding.UTF8.GetString(_forged.Records[given].Payload.Span).Contains(text, StringComparison.Ordinal))
        {
            _forged.Replace(given, text, other);

            Assert.Contains(_forged.Audit().Faults, static f => f.Field == "origin");
        }
    }
}

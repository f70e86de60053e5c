using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>The record of a transaction's changes, byte for byte against a JSON writer that is fed with strings.</summary>
public sealed class ChangesRecordTests
{
    private static readonly string[] _feeds = ["capture.jsonl", "odd \"name\" \\ ü🙂"];

    private readonly SuppliedPredicates _wanted = new(Rules.Bind("""
        Use market!
        Use venues!
        p(V, S) :- quote(V, S, _, _, _, _), price(V, S, _), feed(V, S, _), mid(V, S, _), spread_bps(V, S, _).
        p(/x, S) :- feature(S, sma(2, 1s), _).
        """));

    [Fact]
    public void The_record_is_what_a_json_writer_makes_of_the_facts_and_their_origins()
    {
        FactMapper mapper = new(_wanted, static (in MarketEvent _) => null);
        ChangesRecord record = new();
        FactOrigins origins = new(_feeds);
        RowChanges changes = new();
        Market market = new() { Instrument = new Instrument("/binance_usdm", "BTC\"\\ü🙂USDT") };
        Random random = new(3);
        for (int i = 0; i < 500; i++)
        {
            changes.Clear();
            mapper.Map(OnFeed(Event(market, random, 1_000 + (i * 100)), i % 3), changes);

            Assert.Equal(Expected(changes, origins), Encoding.UTF8.GetString(record.Write(changes, origins)));
        }
    }

    [Fact]
    public void A_transaction_without_changes_has_a_record_too() =>
        Assert.Equal("""{"changes":[],"origins":[]}""", Encoding.UTF8.GetString(new ChangesRecord().Write(new RowChanges(), new FactOrigins([]))));

    private static MarketEvent Event(Market market, Random random, int at) => random.Next(5) switch
    {
        0 => market.Trade(at, $"{100 + random.Next(3)}.{random.Next(100_000_000):D8}"),
        1 => market.Status(at, FeedStatusKind.SequenceGap),
        _ => market.Quote(at, $"{100 + random.Next(3)}", $"{104 + random.Next(3)}"),
    };

    /// <summary>One feed more than there are names.</summary>
    private static MarketEvent OnFeed(in MarketEvent one, int feed) => one.WithStamp(one.Stamp with { Source = one.Source with { FeedIndex = feed } });

    private static string Expected(RowChanges changes, FactOrigins origins)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("changes");
            foreach (FactChange change in Enumerable.Range(0, changes.Count).Select(changes.FactChangeOf))
            {
                json.WriteStringValue(change.ToString());
            }

            json.WriteEndArray();
            json.WriteStartArray("origins");
            foreach ((string? origin, int count) in Runs([.. Enumerable.Range(0, changes.Count).Select(i => origins.Describe(FactOrigins.Of(changes.RowOf(i))))]))
            {
                json.WriteStartArray();
                json.WriteStringValue(origin);
                json.WriteNumberValue(count);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static List<(string? Origin, int Count)> Runs(string?[] origins)
    {
        List<(string? Origin, int Count)> runs = [];
        foreach (string? origin in origins)
        {
            if (runs.Count > 0 && runs[^1].Origin == origin)
            {
                runs[^1] = (origin, runs[^1].Count + 1);
            }
            else
            {
                runs.Add((origin, 1));
            }
        }

        return runs;
    }
}

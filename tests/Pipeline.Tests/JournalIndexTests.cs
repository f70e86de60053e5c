using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>The index says what the journal says, however it came about.</summary>
public sealed class JournalIndexTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly JournalRecord[] _records;

    public JournalIndexTests()
    {
        Runs.Run(Rules.Bind(Rules.BuyAboveHundred), new ListFeed(Runs.Cycles(6)), new Watcher(), Journal);
        _records = [.. new JournalReader(Journal).ReadAll()];
    }

    private string Journal => _folder["journal"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_finds_every_decision_and_non_decision_and_says_what_became_of_them()
    {
        using JournalIndex index = JournalIndex.Open(Journal);

        IndexRows<IndexedDecision> decisions = index.Decisions(new IndexQuery());
        IndexRows<IndexedNonDecision> vetoed = index.NonDecisions(new IndexQuery { Reason = "vetoed" });

        Assert.Equal(Places(JournalRecordType.Decision), decisions.Rows.Select(static d => d.Record));
        Assert.Equal(Enumerable.Range(1, decisions.Rows.Count), decisions.Rows.Select(static d => (int)d.Number));
        Assert.All(decisions.Rows, static d => Assert.Equal(("filled", "BTCUSDT", 1), (d.Status, d.Key, d.Run)));
        Assert.Equal(6, vetoed.Rows.Count);
        Assert.Contains("vetoed by veto(\"BTCUSDT\", /wide_spread)", vetoed.Rows[0].Details, StringComparison.Ordinal);
        Assert.StartsWith("propose(\"BTCUSDT\"", vetoed.Rows[0].Candidate, StringComparison.Ordinal);
    }

    [Fact]
    public void An_indexing_that_is_stopped_again_and_again_loses_nothing()
    {
        using TempFolder other = new();
        Directory.CreateDirectory(other["journal"]);
        File.Copy(Path.Combine(Journal, "journal-000001.log"), Path.Combine(other["journal"], "journal-000001.log"));
        CancellationToken stopped = new(canceled: true);
        IndexQuery all = new() { Limit = IndexQuery.MaxLimit };

        for (int i = 1; i < _records.Length; i++)
        {
            Assert.Throws<OperationCanceledException>(() => JournalIndex.Open(other["journal"], stopped)); // takes one record in
        }

        using JournalIndex whole = JournalIndex.Open(Journal), index = JournalIndex.Open(other["journal"]);
        Assert.Equal(0, index.CatchUp());
        Assert.Equal(whole.Decisions(all).Rows, index.Decisions(all).Rows);
        Assert.Equal(whole.NonDecisions(all).Rows, index.NonDecisions(all).Rows);
        Assert.Equal(whole.Facts(all).Rows, index.Facts(all).Rows);
        Assert.Equal((12, 6), ((int)index.Reached.Decisions, index.NonDecisions(new IndexQuery { Reason = "vetoed" }).Rows.Count));
    }

    [Fact]
    public void Queries_filter_and_are_bounded()
    {
        using JournalIndex index = JournalIndex.Open(Journal);
        IReadOnlyList<IndexedDecision> all = index.Decisions(new IndexQuery()).Rows;

        Assert.Equal(all.Where(static d => d.Rule == "buy"), index.Decisions(new IndexQuery { Rule = "buy" }).Rows);
        Assert.Equal(all.Where(d => d.At >= all[3].At && d.At <= all[5].At), index.Decisions(new IndexQuery { From = all[3].At, To = all[5].At }).Rows);
        Assert.Equal([all[4]], index.Decisions(new IndexQuery { IdPrefix = all[4].Id[..6] }).Rows);
        Assert.Empty(index.Decisions(new IndexQuery { Symbol = "ETHUSDT" }).Rows);
        Assert.Empty(index.Decisions(new IndexQuery { Rule = "' OR 1 = 1 --" }).Rows);
        IndexRows<IndexedDecision> newest = index.Decisions(new IndexQuery { Limit = 2, Newest = true });
        Assert.True(newest.IsTruncated);
        Assert.Equal(all.TakeLast(2), newest.Rows);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new IndexQuery { Limit = IndexQuery.MaxLimit + 1 });
    }

    [Fact]
    public void Facts_are_found_by_predicate_and_time_with_their_origin()
    {
        using JournalIndex index = JournalIndex.Open(Journal);

        IndexRows<IndexedFact> quotes = index.Facts(new IndexQuery { Predicate = "quote", From = EventTime.FromMilliseconds(5_000), To = EventTime.FromMilliseconds(5_100) });

        Assert.Equal(["frame 5 of list", "frame 6 of list"], quotes.Rows.Select(static f => f.Origin));
        Assert.StartsWith("+quote(/binance_usdm, \"BTCUSDT\", 99.0", quotes.Rows[0].Change, StringComparison.Ordinal);
    }

    [Fact]
    public void It_catches_up_while_a_run_writes_and_equals_one_built_at_once()
    {
        using JournalWriter writer = JournalWriter.Open(_folder["growing"]);
        Append(writer, 0, 1);
        using JournalIndex index = JournalIndex.Open(_folder["growing"]);
        for (int at = 1; at < _records.Length; at += 7)
        {
            int end = Math.Min(at + 7, _records.Length);
            Append(writer, at, end);
            Assert.Equal(end - at, index.CatchUp());
            Assert.Equal(0, index.CatchUp());
        }

        using JournalIndex whole = JournalIndex.Open(Journal);
        IndexQuery all = new() { Limit = IndexQuery.MaxLimit };
        Assert.Equal(whole.Decisions(all).Rows, index.Decisions(all).Rows);
        Assert.Equal(whole.NonDecisions(all).Rows, index.NonDecisions(all).Rows);
        Assert.Equal(whole.Facts(all).Rows, index.Facts(all).Rows);
    }

    [Fact]
    public void One_of_another_journal_or_a_broken_one_is_built_anew()
    {
        IReadOnlyList<IndexedDecision> before;
        using (JournalIndex index = JournalIndex.Open(Journal))
        {
            before = index.Decisions(new IndexQuery()).Rows;
        }

        Directory.GetFiles(Journal, "journal-*").ToList().ForEach(File.Delete);
        Runs.Run(Rules.Bind(Rules.BuyAboveHundred), new ListFeed(Runs.Cycles(9)), new Watcher(), Journal);
        using (JournalIndex other = JournalIndex.Open(Journal))
        {
            Assert.Equal(before.Count / 6 * 9, other.Decisions(new IndexQuery()).Rows.Count);
        }

        File.WriteAllText(Path.Combine(Journal, JournalIndex.FileName), "this is no database, however long one looks at it");
        using JournalIndex again = JournalIndex.Open(Journal);
        Assert.Equal(before.Count / 6 * 9, again.Decisions(new IndexQuery()).Rows.Count);
    }

    [Fact]
    public void A_folder_without_a_journal_is_refused_and_left_alone()
    {
        Assert.Equal("CSR7106", Assert.Throws<JournalException>(() => JournalIndex.Open(_folder.Path)).Code);
        Assert.False(File.Exists(_folder[JournalIndex.FileName]));
    }

    private IEnumerable<long> Places(JournalRecordType type) => _records.Where(r => r.Type == type).Select(static r => r.Place.Record);

    private void Append(JournalWriter writer, int from, int to)
    {
        foreach (JournalRecord record in _records[from..to])
        {
            writer.Append(record.Type, record.Sequence, record.At, record.Payload.Span);
        }

        writer.Flush(durable: false);
    }
}

namespace CryptoScalp.Rules.MarketData.Tests;

public sealed class AllocationTests
{
    [Fact]
    public void Reading_more_frames_and_keeping_their_book_allocates_no_more()
    {
        using TemporaryFile few = TemporaryFile.Of(Lines(2_000));
        using TemporaryFile many = TemporaryFile.Of(Lines(12_000));

        // Tiered compilation allocates in early rounds, so the least of several counts.
        long growth = Enumerable.Range(0, 6).Min(_ => Allocated(many.Path) - Allocated(few.Path));
        Assert.True(growth < 10_000, $"10,000 more frames allocated {growth} bytes more");
    }

    private static long Allocated(string path)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        using BookTracker tracker = new(CaptureReader.Open(path));
        int events = 0;
        while (tracker.TryNext(out _))
        {
            events++;
        }

        Assert.True(events > 1_500);
        Assert.True(Assert.Single(tracker.Books.All).IsValid);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string[] Lines(int count)
    {
        string[] lines = new string[count];
        lines[0] = """999999999999 {"lastUpdateId":2,"bids":[["100.1","2"],["99","7"]],"asks":[["100.2","3"],["101","8"]]}""";
        for (int i = 1; i < count; i++)
        {
            long id = 2 + (i / 2);
            lines[i] = i % 2 == 0
                ? $"{1000000000000 + i} {{\"e\":\"depthUpdate\",\"E\":{1000 + i},\"T\":{1000 + i},\"s\":\"BTCUSDT\",\"U\":{id},\"u\":{id},\"pu\":{id - 1},\"b\":[[\"100.{i % 2}\",\"{1 + (i % 5)}\"]],\"a\":[[\"101.{i % 7}\",\"{i % 3}\"]]}}"
                : $"{1000000000000 + i} {{\"e\":\"bookTicker\",\"u\":{id},\"s\":\"BTCUSDT\",\"b\":\"100.1\",\"B\":\"2\",\"a\":\"100.2\",\"A\":\"{i}\",\"T\":{1000 + i},\"E\":{1000 + i}}}";
        }

        return lines;
    }
}

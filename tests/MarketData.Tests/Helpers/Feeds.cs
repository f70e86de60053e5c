namespace CryptoScalp.Rules.MarketData.Tests;

/// <summary>Reads feeds to their end.</summary>
internal static class Feeds
{
    public static List<MarketEvent> Drain(IMarketFeed feed)
    {
        List<MarketEvent> events = [];
        while (feed.TryNext(out MarketEvent e))
        {
            events.Add(e.Detach());
        }

        return events;
    }

    /// <summary>The events and the statistics of a capture with these lines.</summary>
    public static (List<MarketEvent> Events, FeedStatistics Statistics) Replay(params string[] lines) => Replay(new CaptureOptions(), lines);

    public static (List<MarketEvent> Events, FeedStatistics Statistics) Replay(CaptureOptions options, params string[] lines)
    {
        using TemporaryFile file = TemporaryFile.Of(lines);
        using CaptureReader reader = CaptureReader.Open(file.Path, options);
        return (Drain(reader), reader.Statistics);
    }

    /// <summary>Events of a list as a feed, for mergers and trackers.</summary>
    public static IMarketFeed Of(string name, params MarketEvent[] events) => new ListFeed(name, events);

    private sealed class ListFeed(string name, MarketEvent[] events) : IMarketFeed
    {
        private int _next;

        public string Name => name;

        public FeedStatistics Statistics { get; } = new();

        public bool TryNext(out MarketEvent marketEvent)
        {
            bool has = _next < events.Length;
            marketEvent = has ? events[_next++] : default;
            return has;
        }

        public void Dispose()
        {
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData.Tests;

public sealed class SimulatorTests
{
    private static readonly SimulatorOptions Defaults = new() { Seed = 42 };

    [Fact]
    public void The_same_seed_gives_the_same_market_on_every_machine()
    {
        // Committed so that a machine, a runtime or a culture that differs is noticed; change it only with the simulator.
        Assert.Equal("19fd679177e3a504", Digest(new MarketSimulator(Defaults with { Seconds = 30 })));
    }

    [Fact]
    public void Another_seed_gives_another_market() =>
        Assert.NotEqual(Digest(new MarketSimulator(Defaults with { Seconds = 5 })), Digest(new MarketSimulator(Defaults with { Seed = 43, Seconds = 5 })));

    [Fact]
    public void The_result_does_not_depend_on_the_culture()
    {
        string here = Digest(new MarketSimulator(Defaults with { Seconds = 2 }));
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            comma.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(here, Digest(new MarketSimulator(Defaults with { Seconds = 2 })));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(12345)]
    public void Books_stay_valid_quotes_equal_them_and_time_never_goes_back(ulong seed)
    {
        using BookTracker tracker = new(new MarketSimulator(Defaults with { Seed = seed }));
        EventTime last = EventTime.Zero;
        int quotes = 0;
        while (tracker.TryNext(out MarketEvent e))
        {
            Assert.True(e.Time >= last);
            last = e.Time;
            if (e.Kind == MarketEventKind.Quote)
            {
                OrderBook book = tracker.Books.Find(e.Instrument)!;
                Assert.True(book.TryGetTop(out Quote top, out bool fromTicker));
                Assert.Equal((e.Quote, false), (top, fromTicker));
                quotes++;
            }
        }

        Assert.True(quotes > 10_000);
        Assert.Equal(0, tracker.Statistics.Faults);
    }

    [Fact]
    public void The_default_market_has_tens_of_thousands_of_events_of_every_kind_over_its_schedule()
    {
        using MarketSimulator simulator = new(Defaults);
        List<MarketEvent> events = Feeds.Drain(simulator);
        Assert.InRange(events.Count, 20_000, 90_000);
        Assert.InRange(events[^1].Time.Nanoseconds - events[0].Time.Nanoseconds, (ScheduleSeconds - 1) * 1_000_000_000L, ScheduleSeconds * 1_000_000_000L);
        Assert.Equal(4, events.Select(static e => e.Instrument).Distinct().Count());
        Assert.Equal(events.Count, events.Select(static e => e.Source.Line).Distinct().Count());
        Assert.All(
            [MarketEventKind.Quote, MarketEventKind.Trade, MarketEventKind.BookDelta, MarketEventKind.BookSnapshot, MarketEventKind.Status],
            kind => Assert.True(simulator.Statistics.CountOf(kind) > 0, $"no {kind}"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(777)]
    public void Each_phase_shows_what_it_is_named_for(ulong seed)
    {
        Dictionary<(string Phase, string Venue), List<double>> mids = MidsByPhase(seed);
        Assert.True(Range(mids[("flash_crash", Venues.BinanceSpot)]) > 0.04);
        Assert.InRange(Range(mids[("calm", Venues.BinanceSpot)].Take(600)), 0.00001, 0.004);
        Assert.True(RootMeanSquare(mids[("volatile", Venues.BinanceSpot)]) > 3 * RootMeanSquare(mids[("calm", Venues.BinanceSpot)].Take(600)));

        List<double> trend = mids[("trending", Venues.BinanceSpot)];
        int trendSeconds = Defaults.Schedule.Where(static p => p.Phase == MarketPhase.Trending).Sum(static p => p.Seconds);
        Assert.InRange(((trend[^1] / trend[0]) - 1) * 20 / trendSeconds, 0.003, 0.012);

        double dear = mids[("gap", Venues.BinanceUsdm)].TakeLast(300).Average(), cheap = mids[("gap", Venues.BinanceSpot)].TakeLast(300).Average();
        Assert.InRange((dear / cheap) - 1, 0.005, 0.007);
        Assert.False(mids.ContainsKey(("outage", Venues.BinanceUsdm)));
    }

    [Fact]
    public void An_outage_silences_the_last_venue_and_ends_with_a_snapshot()
    {
        using MarketSimulator simulator = new(Defaults with { Schedule = [new(MarketPhase.Calm, 2), new(MarketPhase.Outage, 2), new(MarketPhase.Calm, 2)] });
        List<MarketEvent> dead = [.. Feeds.Drain(simulator).Where(static e => e.Instrument == new Instrument(Venues.BinanceUsdm, "BTCUSDT"))];
        int stop = dead.FindIndex(static e => e.Kind == MarketEventKind.Status && e.Status.Kind == FeedStatusKind.Outage);
        Assert.Equal(FeedStatusKind.SimulatedPhase, dead[stop + 1].Status.Kind);
        Assert.Equal(FeedStatusKind.Resumed, dead[stop + 2].Status.Kind);
        Assert.Equal(2_000_000_000, dead[stop + 2].Time.Nanoseconds - dead[stop].Time.Nanoseconds);
        Assert.Equal([MarketEventKind.BookSnapshot, MarketEventKind.Quote], dead[(stop + 3)..(stop + 5)].Select(static e => e.Kind));
    }

    [Fact]
    public void The_schedule_repeats_until_the_asked_time_is_over()
    {
        using MarketSimulator simulator = new(Defaults with { Seconds = 2 * ScheduleSeconds });
        List<MarketEvent> events = Feeds.Drain(simulator);
        Assert.InRange(events[^1].Time.Nanoseconds - events[0].Time.Nanoseconds, ((2 * ScheduleSeconds) - 1) * 1_000_000_000L, 2 * ScheduleSeconds * 1_000_000_000L);
        Assert.Equal(2, events.Count(static e => e.Kind == MarketEventKind.Status && e.Status.Kind == FeedStatusKind.Outage && e.Symbol == "BTCUSDT"));
    }

    [Fact]
    public void An_option_out_of_range_is_a_bug_and_throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MarketSimulator(new SimulatorOptions { Depth = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MarketSimulator(new SimulatorOptions { Seconds = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MarketSimulator(new SimulatorOptions { Venues = [] }));
    }

    private static int ScheduleSeconds => Defaults.Schedule.Sum(static p => p.Seconds);

    private static Dictionary<(string Phase, string Venue), List<double>> MidsByPhase(ulong seed)
    {
        Dictionary<(string, string), List<double>> mids = [];
        string phase = "";
        using MarketSimulator simulator = new(Defaults with { Seed = seed });
        foreach (MarketEvent e in Feeds.Drain(simulator).Where(static e => e.Symbol == "BTCUSDT"))
        {
            phase = e.Text.Length > 0 ? e.Text : phase;
            if (e.Kind == MarketEventKind.Quote)
            {
                if (!mids.TryGetValue((phase, e.Venue), out List<double>? list))
                {
                    mids[(phase, e.Venue)] = list = [];
                }

                list.Add((e.Quote.BidPrice.ToDouble() + e.Quote.AskPrice.ToDouble()) / 2);
            }
        }

        return mids;
    }

    private static double Range(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return (all.Max() / all.Min()) - 1;
    }

    private static double RootMeanSquare(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return Math.Sqrt(all.Zip(all.Skip(1)).Average(static p => Math.Pow((p.Second / p.First) - 1, 2)));
    }

    private static string Digest(MarketSimulator simulator)
    {
        StringBuilder text = new();
        foreach (MarketEvent e in Feeds.Drain(simulator))
        {
            text.Append(CultureInfo.InvariantCulture, $"{e.Kind} {e.Instrument} {e.Time} {e.ReceiveTime} {e.Source.Line} {e.UpdateId} ");
            text.AppendLine(e.Kind switch
            {
                MarketEventKind.Quote => Words(e.Quote.BidPrice, e.Quote.BidSize, e.Quote.AskPrice, e.Quote.AskSize),
                MarketEventKind.Trade => Words(e.Trade.Price, e.Trade.Size) + (int)e.Trade.Aggressor,
                MarketEventKind.Status => e.Status.Kind + e.Text,
                _ => string.Concat(e.Bids.ToArray().Concat(e.Asks.ToArray()).Select(static l => Words(l.Price, l.Size))),
            });
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    private static string Words(params Dec8[] values) => string.Concat(values.Select(static v => v + " "));
}

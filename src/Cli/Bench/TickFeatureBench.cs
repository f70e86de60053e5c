using System.Diagnostics;
using System.Globalization;
using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Times features on a capture as if many symbols traded it: each event goes to one symbol in turn, which has every feature of ticks and many of bars.</summary>
internal sealed class TickFeatureBench(Terminal terminal, string path, int symbols)
{
    /// <summary>Features of bars beside those of ticks, 200 in all.</summary>
    private const int FeaturesPerSymbol = 200;
    private const long BarNs = 1_000_000_000;

    public int Run()
    {
        DiagnosticBag diagnostics = new();
        using IMarketFeed? feed = FeedSpec.Parse("replay:" + path, diagnostics)?.Open(diagnostics);
        if (feed is null)
        {
            terminal.Error.WriteLine($"scalp: {string.Join("; ", diagnostics.ToSorted().Select(static d => d.Message))}");
            return ExitCode.WrongInput;
        }

        List<MarketEvent> events = [];
        while (feed.TryNext(out MarketEvent marketEvent))
        {
            if (marketEvent.Kind is MarketEventKind.Quote or MarketEventKind.Trade)
            {
                events.Add(marketEvent);
            }
        }

        Symbol[] all = [.. Enumerable.Range(0, symbols).Select(static _ => new Symbol())];
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < events.Count; i++)
        {
            all[i % symbols].Take(events[i]);
        }

        double ns = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Math.Max(1, events.Count);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{symbols} symbols x {FeaturesPerSymbol} features, {events.Count} quotes and trades: {ns / 1000:F3} us a tick, {(double)bytes / Math.Max(1, events.Count):F1} bytes a tick"));
        return ExitCode.Fine;
    }

    private sealed class Symbol
    {
        private readonly FeatureSet _ticks = new("/bench", "BENCH");
        private readonly double[] _row = new double[FeatureSchema.Default.Count];
        private readonly BarBuilder _bars = new(BarNs);
        private readonly BarFeatureSet _features;

        public Symbol() => _features = new BarFeatureSet([.. Calls().Take(FeaturesPerSymbol - _row.Length)], FeatureSchema.Default);

        public void Take(in MarketEvent marketEvent)
        {
            if (marketEvent.Kind == MarketEventKind.Quote)
            {
                Quote quote = marketEvent.Quote;
                _ticks.OnQuote(marketEvent.Time, quote.BidPrice, quote.BidSize, quote.AskPrice, quote.AskSize);
                _ticks.Read(_row);
                return;
            }

            Trade trade = marketEvent.Trade;
            _ticks.OnTrade(marketEvent.Time, trade.Price, trade.Size, trade.Aggressor == TradeSide.Buy);
            _ticks.Read(_row);
            if (_bars.Add(marketEvent.Time, trade.Price, trade.Size, out Bar bar))
            {
                _features.Update(new IndicatorBar(bar.Open.ToDouble(), bar.High.ToDouble(), bar.Low.ToDouble(), bar.Close.ToDouble(), bar.Volume.ToDouble()), _row);
            }
        }

        /// <summary>Every indicator of one series with its defaults, then some with other periods.</summary>
        private static IEnumerable<FeatureCall> Calls() =>
            IndicatorTable.All.Concat(MarketTable.All).Where(static d => !d.Inputs.HasFlag(IndicatorInputs.Second)).Select(static d => d.Name)
                .Concat(Enumerable.Range(5, 200).Select(static n => string.Create(CultureInfo.InvariantCulture, $"ema({n})")))
                .Select(static text => FeatureCall.TryParse(text, out FeatureCall? call, out string problem) ? call : throw new InvalidOperationException(problem));
    }
}

namespace CryptoScalp.Rules.Features.Tests;

/// <summary>
/// Every feature from its definition, recomputed over the whole history for each question: no window, ring or running sum.
/// Shares nothing with the kernels; speed does not matter.
/// </summary>
internal sealed partial class BatchFeatures
{
    private readonly List<(long Ms, MarketUpdate Update)> _history = [];
    private long _nowMs;

    /// <summary>Late updates count at the latest time seen.</summary>
    public void Add(MarketUpdate update)
    {
        long ms = (long)Math.Floor(update.AtNs / 1_000_000m);
        _nowMs = _history.Count == 0 ? ms : Math.Max(_nowMs, ms);
        _history.Add((_nowMs, update));
    }

    public double Of(string feature) => feature switch
    {
        "mid" => Quote is { } q ? q.Mid : double.NaN,
        "spread" => Quote is { } q ? (double)(((decimal)q.Ask.Raw - q.Bid.Raw) / 100_000_000m) : double.NaN,
        "spread_bps" => Quote is { } q ? (double)(20_000m * ((decimal)q.Ask.Raw - q.Bid.Raw) / ((decimal)q.Ask.Raw + q.Bid.Raw)) : double.NaN,
        "microprice" => Quote is { } q ? Microprice(q) : double.NaN,
        "book_imbalance_1" => Quote is { } q ? Imbalance(q.BidQuantity.Raw, q.AskQuantity.Raw) : double.NaN,
        "book_imbalance_5" => DepthImbalance(5),
        "trade_flow_imbalance_5s" => TradeFlow(5_000),
        "return_1s" => Return(1_000),
        "return_1m" => Return(60_000),
        "realised_vol_60s" => RealisedVol(60),
        "volume_spike_10s" => VolumeSpike(100, 3_000),
        "price_drop_10s" => PriceDrop(10_000),
        "order_flow_imbalance_10s" => QuoteFlow(10_000),
        "book_flow_imbalance_5_10s" => BookFlow(5, 10_000),
        "microprice_5" => DepthMicroprice(5),
        "effective_spread_bps_10s" => EffectiveSpread(10_000),
        "realised_spread_bps_5s_10s" => RealisedSpread(5_000, 10_000),
        "kyle_lambda_60s" => KyleLambda(60),
        "flow_toxicity_60s" => FlowToxicity(60),
        "trade_sign_autocorrelation_200" => SignAutocorrelation(200),
        "book_pressure_5" => BookPressure(5),
        "depth_slope_5" => DepthSlope(5),
        "trade_rate_10s" => Rate(10_000, Trades.Select(static t => t.Ms)),
        "quote_rate_10s" => Rate(10_000, Mids.Select(static m => m.Ms)),
        "funding_rate" => Marks.Where(m => !double.IsNaN(m.Update.Rate) && _nowMs - m.Ms <= 43_200_000).Select(static m => m.Update.Rate).LastOrDefault(double.NaN),
        "mark_basis_bps" => Marks.TakeLast(1).Where(m => _nowMs - m.Ms <= 10_000).Select(static m => ((m.Update.Mark / m.Update.Index) - 1) * 10_000).LastOrDefault(double.NaN),
        _ => throw new ArgumentException($"the oracle does not know the feature '{feature}'"),
    };

    private QuoteUpdate? Quote =>
        _history.Select(static h => h.Update).OfType<QuoteUpdate>().LastOrDefault() is { IsSound: true } sound ? sound : null;

    private List<(long Ms, double Mid)> Mids =>
        [.. _history.Where(static h => h.Update is QuoteUpdate { IsSound: true }).Select(static h => (h.Ms, ((QuoteUpdate)h.Update).Mid))];

    private IEnumerable<(long Ms, MarksUpdate Update)> Marks =>
        _history.Where(static h => h.Update is MarksUpdate { IsSound: true }).Select(static h => (h.Ms, (MarksUpdate)h.Update));

    private List<(long Ms, decimal Quantity, bool IsBuy)> Trades =>
        [.. _history.Where(static h => h.Update is TradeUpdate { Quantity.Raw: > 0, Price.Raw: > 0 })
            .Select(static h => (h.Ms, (decimal)((TradeUpdate)h.Update).Quantity.Raw, ((TradeUpdate)h.Update).IsBuy))];

    private static double Microprice(QuoteUpdate q)
    {
        System.Numerics.BigInteger weighted = ((System.Numerics.BigInteger)q.Bid.Raw * q.AskQuantity.Raw) + ((System.Numerics.BigInteger)q.Ask.Raw * q.BidQuantity.Raw);
        return (double)weighted / ((double)q.BidQuantity.Raw + q.AskQuantity.Raw) / 1e8;
    }

    private static double Imbalance(decimal a, decimal b) => a + b == 0 ? double.NaN : (double)((a - b) / (a + b));

    private double DepthImbalance(int levels)
    {
        BookUpdate? book = _history.Select(static h => h.Update).OfType<BookUpdate>().LastOrDefault();
        return book is null || book.Bids.Length == 0 || book.Asks.Length == 0 || book.BidPrices[0] > book.AskPrices[0]
            ? double.NaN
            : Imbalance(book.Bids.Take(levels).Sum(static q => (decimal)q.Raw), book.Asks.Take(levels).Sum(static q => (decimal)q.Raw));
    }

    private double TradeFlow(long horizonMs)
    {
        if (_nowMs - _history[0].Ms < horizonMs)
        {
            return double.NaN;
        }

        var window = Trades.Where(t => t.Ms > _nowMs - horizonMs).ToList();
        return Imbalance(window.Where(static t => t.IsBuy).Sum(static t => t.Quantity), window.Where(static t => !t.IsBuy).Sum(static t => t.Quantity));
    }

    private double Return(long horizonMs)
    {
        var then = Mids.Where(m => m.Ms <= _nowMs - horizonMs).ToList();
        return Quote is { } quote && then.Count > 0 ? (quote.Mid / then[^1].Mid) - 1 : double.NaN;
    }

    private double PriceDrop(long horizonMs)
    {
        var mids = Mids;
        if (Quote is not { } quote || mids[0].Ms > _nowMs - horizonMs)
        {
            return double.NaN;
        }

        double highest = mids.Where((_, i) => i + 1 == mids.Count || mids[i + 1].Ms > _nowMs - horizonMs).Max(static m => m.Mid);
        return 1 - (quote.Mid / highest);
    }

    private double RealisedVol(int seconds)
    {
        var mids = Mids;
        long last = (long)Math.Floor((_nowMs - 1) / 1000m);
        if (mids.Count == 0 || mids[0].Ms > (last - seconds) * 1000)
        {
            return double.NaN;
        }

        double[] samples = [.. Enumerable.Range(0, seconds + 1).Select(i => mids.Last(m => m.Ms <= (last - seconds + i) * 1000).Mid)];
        return Math.Sqrt(samples.Skip(1).Zip(samples, static (b, a) => Math.Pow(Math.Log(b / a), 2)).Sum());
    }

    private double VolumeSpike(int recentSlots, int baselineSlots)
    {
        long slot = Slot(_nowMs);
        if (slot - Slot(_history[0].Ms) < recentSlots + baselineSlots)
        {
            return double.NaN;
        }

        decimal recent = Trades.Where(t => Slot(t.Ms) > slot - recentSlots).Sum(static t => t.Quantity);
        decimal baseline = Trades.Where(t => Slot(t.Ms) <= slot - recentSlots && Slot(t.Ms) > slot - recentSlots - baselineSlots).Sum(static t => t.Quantity);
        return baseline == 0 ? double.NaN : (double)(recent / (baseline * recentSlots / baselineSlots));
    }

    private static long Slot(long ms) => (long)Math.Floor(ms / 100m);
}

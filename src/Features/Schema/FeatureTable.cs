using System.Collections.Immutable;

namespace CryptoScalp.Rules.Features;

/// <summary>The one table of features. A new feature is a kernel, a line here, a page in <c>docs/features</c> and a test.</summary>
internal static class FeatureTable
{
    public static ImmutableArray<FeatureDefinition> All { get; } =
    [
        new("mid", "quote currency", "(bid + ask) / 2", 0,
            static () => new MidKernel()),
        new("spread", "quote currency", "ask - bid", 0,
            static () => new SpreadKernel()),
        new("spread_bps", "bps", "10000 (ask - bid) / mid", 0,
            static () => new SpreadBpsKernel()),
        new("microprice", "quote currency", "(bid ask_qty + ask bid_qty) / (bid_qty + ask_qty)", 0,
            static () => new MicropriceKernel()),
        new("book_imbalance_1", "fraction -1 to 1", "(bid_qty - ask_qty) / (bid_qty + ask_qty) at the best prices", 0,
            static () => new TopImbalanceKernel()),
        new("book_imbalance_5", "fraction -1 to 1", "(bids - asks) / (bids + asks), quantities summed over the best 5 levels of each side", 0,
            static () => new DepthImbalanceKernel(levels: 5)),
        new("trade_flow_imbalance_5s", "fraction -1 to 1", "(bought - sold) / (bought + sold) by aggressors over the last 5 s", 5_000,
            static () => new TradeFlowImbalanceKernel(horizonMs: 5_000)),
        new("return_1s", "fraction", "simple return of the mid against the one in effect 1 s ago", 1_000,
            static () => new ReturnKernel(horizonMs: 1_000)),
        new("return_1m", "fraction", "simple return of the mid against the one in effect 1 min ago", 60_000,
            static () => new ReturnKernel(horizonMs: 60_000)),
        new("realised_vol_60s", "fraction per 60 s", "root of the sum of the squares of the last 60 one-second log returns of the mid", 61_000,
            static () => new RealisedVolKernel(seconds: 60)),
        new("volume_spike_10s", "ratio", "volume of the last 10 s / mean volume of 10 s over the 5 min before", 310_000,
            static () => new VolumeSpikeKernel(recentSlots: 100, baselineSlots: 3_000)),
        new("price_drop_10s", "fraction 0 to 1", "1 - mid / highest mid in effect during the last 10 s", 10_000,
            static () => new PriceDropKernel(horizonMs: 10_000)),
    ];
}

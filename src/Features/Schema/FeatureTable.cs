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
        new("order_flow_imbalance_10s", "base units", "sum over the last 10 s of what quotes add to and take from the best bid, less the same of the best ask", 10_000,
            static () => new QuoteFlowKernel(horizonMs: 10_000)),
        new("book_flow_imbalance_5_10s", "base units", "sum over the last 10 s of what book updates add to and take from the best 5 bids, less the same of the best 5 asks", 10_000,
            static () => new BookFlowKernel(levels: 5, horizonMs: 10_000)),
        new("microprice_5", "quote currency", "(B ask_qty + A bid_qty) / (bid_qty + ask_qty), B and A the quantity-weighted mean prices of the best 5 levels of each side", 0,
            static () => new DepthMicropriceKernel(levels: 5)),
        new("effective_spread_bps_10s", "bps", "mean over the quantity traded in the last 10 s of 20000 d (price - mid) / mid, d = 1 for buys, -1 for sells", 0,
            static () => new EffectiveSpreadKernel(horizonMs: 10_000)),
        new("realised_spread_bps_5s_10s", "bps", "mean over the quantity judged in the last 10 s of 20000 d (price - mid 5 s later) / mid 5 s later", 5_000,
            static () => new RealisedSpreadKernel(delayMs: 5_000, horizonMs: 10_000)),
        new("kyle_lambda_60s", "bps per base unit", "least-squares slope of the mid's return per second in bps against signed volume per second, over the last 60 whole seconds", 61_000,
            static () => new KyleLambdaKernel(seconds: 60)),
        new("flow_toxicity_60s", "fraction 0 to 1", "sum of |bought - sold| of each of the last 60 whole seconds / all traded in them", 60_000,
            static () => new FlowToxicityKernel(seconds: 60)),
        new("trade_sign_autocorrelation_200", "fraction -1 to 1", "correlation of each of the last 200 trades' sign with that of the one before", 0,
            static () => new SignAutocorrelationKernel(trades: 200)),
        new("book_pressure_5", "fraction -1 to 1", "(bids - asks) / (bids + asks), quantities of the best 5 levels each divided by its distance from the mid", 0,
            static () => new BookPressureKernel(levels: 5)),
        new("depth_slope_5", "base units per bps", "quantity of the best 5 levels / how far the last of them lies from the mid in bps, the mean of both sides", 0,
            static () => new DepthSlopeKernel(levels: 5)),
        new("trade_rate_10s", "per second", "trades of the last 10 s / 10 s", 10_000,
            static () => new ArrivalRateKernel(horizonMs: 10_000, ofTrades: true)),
        new("quote_rate_10s", "per second", "quotes of the last 10 s / 10 s", 10_000,
            static () => new ArrivalRateKernel(horizonMs: 10_000, ofTrades: false)),
    ];
}

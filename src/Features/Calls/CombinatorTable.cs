using System.Collections.Immutable;

namespace CryptoScalp.Rules.Features;

/// <summary>What makes features from features. All step with bars; windows are in bars and include the newest.</summary>
public static class CombinatorTable
{
    public static ImmutableArray<Combinator> All { get; } =
    [
        Lagged("delta", "Change since so many bars ago", "delta(rsi(14), 3)", static n => new LaggedFilter(n, static (older, newer) => newer - older)),
        Pair("diff", "One less the other", "diff(ema(12), ema(26))", static (a, b) => a - b),
        Lagged("lag", "The value so many bars ago", "lag(rsi(14), 5)", static n => new LaggedFilter(n, static (older, _) => older)),
        Filter("max", "Highest of the window", 20, 1, "max(atr(14), 20)", static n => new ExtremeFilter(n, highest: true)),
        Filter("mean", "Mean of the window", 20, 1, "mean(spread_bps, 20)", static n => new SmaFilter(n)),
        Group("mean_by", "Mean over the bars of the window whose second value is as now", "mean_by(roc(1), regime, 500)", GroupStatistic.Mean),
        Filter("min", "Lowest of the window", 20, 1, "min(rsi(14), 20)", static n => new ExtremeFilter(n, highest: false)),
        Filter("percentile", "Share of the window below the value, 0 to 1", 100, 2, "percentile(natr(14), 100)", static n => new PercentRankFilter(n)),
        Pair("product", "One times the other", "product(rsi(14), adx(14))", static (a, b) => a * b),
        Pair("ratio", "One divided by the other; none where that is 0", "ratio(ema(12), ema(26))", static (a, b) => a / b),
        Group("share_by", "Share of the bars of the window whose second value is as now, 0 to 1", "share_by(roc(1), regime, 500)", GroupStatistic.Share),
        Filter("std", "Standard deviation of the window", 20, 2, "std(roc(1), 20)", static n => new DeviationFilter(n, 1)),
        Group("std_by", "Standard deviation over the bars of the window whose second value is as now", "std_by(roc(1), regime, 500)", GroupStatistic.Deviation),
        Filter("zscore", "Standard deviations above the mean of the window", 100, 2, "zscore(rsi(14), 100)", static n => new ZScoreFilter(n)),
        Group("zscore_by", "Standard deviations above the mean of the bars of the window whose second value is as now", "zscore_by(atr(14), regime, 500)", GroupStatistic.Score),
    ];

    /// <summary>The combinator of that name; null when there is none. A name that TA-Lib has too is a combinator when it is applied to calls.</summary>
    public static Combinator? Find(string name) => All.FirstOrDefault(c => c.Name == name);

    private static Combinator Filter(string name, string summary, int standard, int minimum, string example, Func<int, SeriesFilter> create) =>
        new(name, summary, 1, standard, minimum, example, n => new FilterCombinator(create(n)));

    /// <summary>Its number is a distance: the newest bar comes on top.</summary>
    private static Combinator Lagged(string name, string summary, string example, Func<int, SeriesFilter> create) =>
        new(name, summary, 1, 1, 1, example, n => new FilterCombinator(create(n)), countsNewest: false);

    private static Combinator Pair(string name, string summary, string example, Func<double, double, double> combine) =>
        new(name, summary, 2, 0, 0, example, _ => new PairCombinator(combine));

    private static Combinator Group(string name, string summary, string example, GroupStatistic statistic) =>
        new(name, summary, 2, 500, 2, example, n => new GroupKernel(n, statistic));
}

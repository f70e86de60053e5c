namespace CryptoScalp.Rules.Features;

/// <summary>Averages by type, as TA-Lib's MA chooses them: a period of 1 copies, MAMA ignores the period.</summary>
internal static class MovingAverages
{
    private const double StandardVolumeFactor = 0.7;
    private const double StandardFastLimit = 0.5;
    private const double StandardSlowLimit = 0.05;

    public static SeriesFilter Create(MovingAverageType type, int period, IndicatorSettings settings) => period <= 1 ? new SmaFilter(1) : type switch
    {
        MovingAverageType.Sma => new SmaFilter(period),
        MovingAverageType.Ema => new EmaFilter(period, settings),
        MovingAverageType.Wma => new WmaFilter(period),
        MovingAverageType.Dema => new DemaFilter(period, settings),
        MovingAverageType.Tema => new TemaFilter(period, settings),
        MovingAverageType.Trima => Trima(period),
        MovingAverageType.Kama => HiddenStartFilter.Around(new KamaFilter(period), settings.UnstablePeriod("KAMA")),
        MovingAverageType.Mama => HiddenStartFilter.Around(new MamaFilter(StandardFastLimit, StandardSlowLimit), settings.UnstablePeriod("MAMA")),
        MovingAverageType.T3 => HiddenStartFilter.Around(new T3Filter(period, StandardVolumeFactor), settings.UnstablePeriod("T3")),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such moving average"),
    };

    public static int Lookback(MovingAverageType type, int period, IndicatorSettings settings) => period <= 1 ? 0 : type switch
    {
        MovingAverageType.Ema => EmaFilter.Lookback(period, settings),
        MovingAverageType.Dema => 2 * EmaFilter.Lookback(period, settings),
        MovingAverageType.Tema => 3 * EmaFilter.Lookback(period, settings),
        MovingAverageType.Kama => period + settings.UnstablePeriod("KAMA"),
        MovingAverageType.Mama => MamaFilter.Lookback + settings.UnstablePeriod("MAMA"),
        MovingAverageType.T3 => (6 * (period - 1)) + settings.UnstablePeriod("T3"),
        _ => period - 1,
    };

    /// <summary>An average whose first value falls where one of <paramref name="lookback"/> has its own.</summary>
    /// <remarks>Metastock's exponential averages all begin with the first bar, whatever they are compared with.</remarks>
    public static SeriesFilter Aligned(MovingAverageType type, int period, int lookback, IndicatorSettings settings)
    {
        SeriesFilter average = Create(type, period, settings);
        bool fromFirstBar = settings.IsMetastock && type == MovingAverageType.Ema && period > 1;
        return fromFirstBar ? average : new DelayedFilter(average, lookback - Lookback(type, period, settings));
    }

    /// <summary>A triangular average is a simple average of a simple average.</summary>
    public static SeriesFilter Trima(int period) => new FilterChain(new SmaFilter((period / 2) + 1), new SmaFilter((period + 1) / 2));
}

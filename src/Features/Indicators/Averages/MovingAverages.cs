namespace CryptoScalp.Rules.Features;

/// <summary>Averages by type, as TA-Lib's MA chooses them: a period of 1 copies, MAMA ignores the period.</summary>
internal static class MovingAverages
{
    private const double StandardVolumeFactor = 0.7;
    private const double StandardFastLimit = 0.5;
    private const double StandardSlowLimit = 0.05;

    public static SeriesFilter Create(MovingAverageType type, int period) => period <= 1 ? new SmaFilter(1) : type switch
    {
        MovingAverageType.Sma => new SmaFilter(period),
        MovingAverageType.Ema => new EmaFilter(period),
        MovingAverageType.Wma => new WmaFilter(period),
        MovingAverageType.Dema => new DemaFilter(period),
        MovingAverageType.Tema => new TemaFilter(period),
        MovingAverageType.Trima => Trima(period),
        MovingAverageType.Kama => new KamaFilter(period),
        MovingAverageType.Mama => new MamaFilter(StandardFastLimit, StandardSlowLimit),
        MovingAverageType.T3 => new T3Filter(period, StandardVolumeFactor),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such moving average"),
    };

    public static int Lookback(MovingAverageType type, int period) => period <= 1 ? 0 : type switch
    {
        MovingAverageType.Dema => 2 * (period - 1),
        MovingAverageType.Tema => 3 * (period - 1),
        MovingAverageType.Kama => period,
        MovingAverageType.Mama => MamaFilter.Lookback,
        MovingAverageType.T3 => 6 * (period - 1),
        _ => period - 1,
    };

    /// <summary>An average whose first value falls where one of <paramref name="lookback"/> has its own.</summary>
    public static SeriesFilter Aligned(MovingAverageType type, int period, int lookback) =>
        new DelayedFilter(Create(type, period), lookback - Lookback(type, period));

    /// <summary>A triangular average is a simple average of a simple average.</summary>
    public static SeriesFilter Trima(int period) => new FilterChain(new SmaFilter((period / 2) + 1), new SmaFilter((period + 1) / 2));
}

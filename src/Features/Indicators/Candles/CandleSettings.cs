namespace CryptoScalp.Rules.Features;

/// <summary>TA-Lib's default settings: a factor times the average of a measure over the candles before.</summary>
internal static class CandleSettings
{
    /// <summary>The number of settings.</summary>
    public const int Count = 10;

    /// <summary>The longest average in candles.</summary>
    public const int LongestPeriod = 10;

    private static readonly (CandleMeasure Measure, int Period, double Factor)[] Table =
    [
        (CandleMeasure.Body, 10, 1.0), // BodyLong
        (CandleMeasure.Body, 10, 1.0), // BodyShort
        (CandleMeasure.Range, 10, 0.1), // BodyDoji
        (CandleMeasure.Body, 0, 1.0), // ShadowLong
        (CandleMeasure.Body, 0, 2.0), // ShadowVeryLong
        (CandleMeasure.Shadows, 10, 1.0), // ShadowShort
        (CandleMeasure.Range, 10, 0.1), // ShadowVeryShort
        (CandleMeasure.Range, 5, 0.2), // Near
        (CandleMeasure.Range, 5, 0.6), // Far
        (CandleMeasure.Range, 5, 0.05), // Equal
    ];

    public static CandleMeasure Measure(CandleSetting setting) => Table[(int)setting].Measure;

    /// <summary>Candles averaged; 0 measures the candle itself.</summary>
    public static int Period(CandleSetting setting) => Table[(int)setting].Period;

    public static double Factor(CandleSetting setting) => Table[(int)setting].Factor;
}

namespace CryptoScalp.Rules.Features;

/// <summary>TA-Lib's default settings: a factor times the average of a measure over the candles before.</summary>
/// <remarks>Branches instead of a table, because patterns ask with constants: what is left of them after inlining is a number.</remarks>
internal static class CandleSettings
{
    public static CandleMeasure Measure(CandleSetting setting) =>
        setting is CandleSetting.BodyDoji or CandleSetting.ShadowVeryShort or CandleSetting.Near or CandleSetting.Far or CandleSetting.Equal ? CandleMeasure.Range
        : setting == CandleSetting.ShadowShort ? CandleMeasure.Shadows
        : CandleMeasure.Body;

    /// <summary>Candles averaged; 0 measures the candle itself.</summary>
    public static int Period(CandleSetting setting) =>
        setting is CandleSetting.Near or CandleSetting.Far or CandleSetting.Equal ? 5
        : setting is CandleSetting.ShadowLong or CandleSetting.ShadowVeryLong ? 0
        : 10;

    public static double Factor(CandleSetting setting) => setting switch
    {
        CandleSetting.BodyDoji or CandleSetting.ShadowVeryShort => 0.1,
        CandleSetting.ShadowVeryLong => 2,
        CandleSetting.Near => 0.2,
        CandleSetting.Far => 0.6,
        CandleSetting.Equal => 0.05,
        _ => 1,
    };

    /// <summary>The total that the setting's average is taken from; settings of one measure and period share it.</summary>
    public static CandleTotal Total(CandleSetting setting) =>
        setting is CandleSetting.Near or CandleSetting.Far or CandleSetting.Equal ? CandleTotal.ShortRange
        : setting is CandleSetting.BodyDoji or CandleSetting.ShadowVeryShort ? CandleTotal.Range
        : setting == CandleSetting.ShadowShort ? CandleTotal.Shadows
        : CandleTotal.Body;
}

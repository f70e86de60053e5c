namespace CryptoScalp.Rules.Features;

/// <summary>What the tables of candle patterns have in common.</summary>
/// <remarks>Sources: G. Morris, Candlestick Charting Explained (1992); S. Nison, Japanese Candlestick Charting Techniques (1991); thresholds as in TA-Lib.</remarks>
internal static class CandlePatterns
{
    private const double Sign = 100;

    public static IndicatorDefinition[] All { get; } =
    [
        .. SingleCandles.All,
        .. CandlePairs.All,
        .. CandleStars.All,
        .. CandleTriples.All,
        .. CandleSequences.All,
        .. Hikkakes.All,
    ];

    /// <param name="depth">Candles of the pattern before the newest.</param>
    /// <param name="settings">Every setting the pattern asks the window for.</param>
    public static IndicatorDefinition Define(string name, string summary, int depth, CandleSetting[] settings, CandlePattern pattern) =>
        Define(name, summary, depth, settings, [], pattern);

    public static IndicatorDefinition DefinePenetrating(
        string name, string summary, int depth, double penetration, CandleSetting[] settings, CandlePattern pattern) =>
        Define(name, summary, depth, settings, [IndicatorParameter.NotNegative("penetration", penetration)], pattern);

    /// <summary>A pattern that looks at nothing but its candles; TA-Lib gives some a longer lookback than they need.</summary>
    public static IndicatorDefinition DefinePlain(string name, string summary, int lookback, CandlePattern pattern) =>
        Define(name, summary, lookback, [], pattern);

    /// <summary>100 where the pattern is there.</summary>
    public static Lanes Bullish(LaneMask there) => there.Choose(Sign, 0);

    /// <summary>-100 where the pattern is there.</summary>
    public static Lanes Bearish(LaneMask there) => there.Choose(-Sign, 0);

    /// <summary>The sign of the candle's colour where the pattern is there: 100 for white.</summary>
    public static Lanes Along(CandleLanes candle, LaneMask there) => there.Choose(candle.IsWhite.Choose(Sign, -Sign), 0);

    /// <summary>The opposite sign.</summary>
    public static Lanes Against(CandleLanes candle, LaneMask there) => there.Choose(candle.IsWhite.Choose(-Sign, Sign), 0);

    /// <summary>Black, and without a lower shadow.</summary>
    public static LaneMask IsBareBlack(in CandleView c, int ago) => c[ago].IsBlack && c.HasNoLowerShadow(ago);

    private static IndicatorDefinition Define(
        string name, string summary, int depth, CandleSetting[] settings, IndicatorParameter[] parameters, CandlePattern pattern)
    {
        int lookback = depth + settings.Max(static s => (int?)CandleSettings.Period(s)).GetValueOrDefault();
        return new IndicatorDefinition(
            name, IndicatorGroup.Pattern, summary, IndicatorInputs.Open | IndicatorInputs.High | IndicatorInputs.Low | IndicatorInputs.Close, [.. parameters], ["value"],
            _ => lookback,
            p => new CandleIndicator(new CandleShape(depth, lookback, settings, pattern) { Penetration = parameters.Length > 0 ? p[0] : 0 }));
    }
}

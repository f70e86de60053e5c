namespace CryptoScalp.Rules.Features;

/// <summary>What the tables of candle patterns have in common.</summary>
/// <remarks>Sources: G. Morris, Candlestick Charting Explained (1992); S. Nison, Japanese Candlestick Charting Techniques (1991); thresholds as in TA-Lib.</remarks>
internal static class CandlePatterns
{
    public const int Bullish = 100;
    public const int Bearish = -100;

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
    public static IndicatorDefinition Define(string name, string summary, int depth, CandleSetting[] settings, Func<CandleWindow, int> pattern) =>
        Define(name, summary, depth, settings, [], pattern);

    public static IndicatorDefinition DefinePenetrating(
        string name, string summary, int depth, double penetration, CandleSetting[] settings, Func<CandleWindow, int> pattern) =>
        Define(name, summary, depth, settings, [IndicatorParameter.NotNegative("penetration", penetration)], pattern);

    /// <summary>A pattern that looks at nothing but its candles; TA-Lib gives some a longer lookback than they need.</summary>
    public static IndicatorDefinition DefinePlain(string name, string summary, int lookback, Func<CandleWindow, int> pattern) =>
        Define(name, summary, lookback, [], pattern);

    private static IndicatorDefinition Define(
        string name, string summary, int depth, CandleSetting[] settings, IndicatorParameter[] parameters, Func<CandleWindow, int> pattern)
    {
        int lookback = depth + settings.Max(static s => (int?)CandleSettings.Period(s)).GetValueOrDefault();
        return new IndicatorDefinition(
            name, IndicatorGroup.Pattern, summary, IndicatorInputs.Open | IndicatorInputs.High | IndicatorInputs.Low | IndicatorInputs.Close, [.. parameters], ["value"],
            _ => lookback,
            p => new CandleIndicator(new CandleWindow(depth, lookback, settings) { Penetration = parameters.Length > 0 ? p[0] : 0 }, pattern));
    }
}

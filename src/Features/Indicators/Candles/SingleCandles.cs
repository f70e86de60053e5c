using static CryptoScalp.Rules.Features.CandlePatterns;
using static CryptoScalp.Rules.Features.CandleSetting;

namespace CryptoScalp.Rules.Features;

/// <summary>Patterns of one candle, some with a glance at the one before.</summary>
internal static class SingleCandles
{
    public static IndicatorDefinition[] All { get; } =
    [
        Define("CDLBELTHOLD", "Belt-hold: long, without a shadow where it opened", 0, [BodyLong, ShadowVeryShort], BeltHold),
        Define("CDLCLOSINGMARUBOZU", "Closing marubozu: long, without a shadow where it closed", 0, [BodyLong, ShadowVeryShort], ClosingMarubozu),
        Define("CDLDOJI", "Doji: open and close nearly equal", 0, [BodyDoji], static c => c.IsDoji(0) ? Bullish : 0),
        Define("CDLDRAGONFLYDOJI", "Dragonfly doji: a lower shadow only", 0, [BodyDoji, ShadowVeryShort],
            static c => c.IsDoji(0) && c.HasNoUpperShadow(0) && c.HasLowerShadow(0) ? Bullish : 0),
        Define("CDLGRAVESTONEDOJI", "Gravestone doji: an upper shadow only", 0, [BodyDoji, ShadowVeryShort],
            static c => c.IsDoji(0) && c.HasNoLowerShadow(0) && c.HasUpperShadow(0) ? Bullish : 0),
        Define("CDLHAMMER", "Hammer: a small body over a long lower shadow, at or below the low before", 1, [BodyShort, ShadowLong, ShadowVeryShort, Near],
            static c => HangsOnShadow(c) && c[0].Bottom <= c[1].Low + c.Average(Near, 1) ? Bullish : 0),
        Define("CDLHANGINGMAN", "Hanging man: a small body over a long lower shadow, at or above the high before", 1, [BodyShort, ShadowLong, ShadowVeryShort, Near],
            static c => HangsOnShadow(c) && c[0].Bottom >= c[1].High - c.Average(Near, 1) ? Bearish : 0),
        Define("CDLHIGHWAVE", "High-wave candle: a small body between very long shadows", 0, [BodyShort, ShadowVeryLong], HighWave),
        Define("CDLINVERTEDHAMMER", "Inverted hammer: a small body under a long upper shadow, after a gap down", 1, [BodyShort, ShadowLong, ShadowVeryShort],
            static c => StandsUnderShadow(c) && c[0].BodyGapsBelow(c[1]) ? Bullish : 0),
        Define("CDLLONGLEGGEDDOJI", "Long-legged doji: a doji with a long shadow", 0, [BodyDoji, ShadowLong],
            static c => c.IsDoji(0) && (HasLongLowerShadow(c) || HasLongUpperShadow(c)) ? Bullish : 0),
        Define("CDLLONGLINE", "Long line: long, with short shadows", 0, [BodyLong, ShadowShort],
            static c => c.IsLong(0) && c.HasBothShadowsBelow(ShadowShort, 0) ? c[0].Colour * 100 : 0),
        Define("CDLMARUBOZU", "Marubozu: long, without shadows", 0, [BodyLong, ShadowVeryShort], static c => c.IsMarubozu(0) ? c[0].Colour * 100 : 0),
        Define("CDLRICKSHAWMAN", "Rickshaw man: a doji between long shadows, in the middle of its range", 0, [BodyDoji, ShadowLong, Near], RickshawMan),
        Define("CDLSHOOTINGSTAR", "Shooting star: a small body under a long upper shadow, after a gap up", 1, [BodyShort, ShadowLong, ShadowVeryShort],
            static c => StandsUnderShadow(c) && c[0].BodyGapsAbove(c[1]) ? Bearish : 0),
        Define("CDLSHORTLINE", "Short line: short, with short shadows", 0, [BodyShort, ShadowShort],
            static c => c.IsShort(0) && c.HasBothShadowsBelow(ShadowShort, 0) ? c[0].Colour * 100 : 0),
        Define("CDLSPINNINGTOP", "Spinning top: a small body between longer shadows", 0, [BodyShort],
            static c => c.IsShort(0) && c[0].UpperShadow > c[0].Body && c[0].LowerShadow > c[0].Body ? c[0].Colour * 100 : 0),
        Define("CDLTAKURI", "Takuri: a dragonfly doji with a very long lower shadow", 0, [BodyDoji, ShadowVeryShort, ShadowVeryLong],
            static c => c.IsDoji(0) && c.HasNoUpperShadow(0) && c[0].LowerShadow > c.Average(ShadowVeryLong, 0) ? Bullish : 0),
    ];

    private static int BeltHold(CandleWindow c) =>
        c.IsLong(0) && (c[0].IsWhite ? c.HasNoLowerShadow(0) : c.HasNoUpperShadow(0)) ? c[0].Colour * 100 : 0;

    private static int ClosingMarubozu(CandleWindow c) =>
        c.IsLong(0) && (c[0].IsWhite ? c.HasNoUpperShadow(0) : c.HasNoLowerShadow(0)) ? c[0].Colour * 100 : 0;

    private static int HighWave(CandleWindow c)
    {
        double veryLong = c.Average(ShadowVeryLong, 0);
        return c.IsShort(0) && c[0].UpperShadow > veryLong && c[0].LowerShadow > veryLong ? c[0].Colour * 100 : 0;
    }

    private static int RickshawMan(CandleWindow c)
    {
        double middle = c[0].Low + (c[0].Range / 2);
        double near = c.Average(Near, 0);
        return c.IsDoji(0) && HasLongLowerShadow(c) && HasLongUpperShadow(c) && c[0].Bottom <= middle + near && c[0].Top >= middle - near ? Bullish : 0;
    }

    private static bool HangsOnShadow(CandleWindow c) => c.IsShort(0) && HasLongLowerShadow(c) && c.HasNoUpperShadow(0);

    private static bool StandsUnderShadow(CandleWindow c) => c.IsShort(0) && HasLongUpperShadow(c) && c.HasNoLowerShadow(0);

    private static bool HasLongLowerShadow(CandleWindow c) => c[0].LowerShadow > c.Average(ShadowLong, 0);

    private static bool HasLongUpperShadow(CandleWindow c) => c[0].UpperShadow > c.Average(ShadowLong, 0);
}

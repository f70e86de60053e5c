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
        Define("CDLDOJI", "Doji: open and close nearly equal", 0, [BodyDoji], static (in c) => Bullish(c.IsDoji(0))),
        Define("CDLDRAGONFLYDOJI", "Dragonfly doji: a lower shadow only", 0, [BodyDoji, ShadowVeryShort],
            static (in c) => Bullish(c.IsDoji(0) && c.HasNoUpperShadow(0) && c.HasLowerShadow(0))),
        Define("CDLGRAVESTONEDOJI", "Gravestone doji: an upper shadow only", 0, [BodyDoji, ShadowVeryShort],
            static (in c) => Bullish(c.IsDoji(0) && c.HasNoLowerShadow(0) && c.HasUpperShadow(0))),
        Define("CDLHAMMER", "Hammer: a small body over a long lower shadow, at or below the low before", 1, [BodyShort, ShadowLong, ShadowVeryShort, Near],
            static (in c) => Bullish(HangsOnShadow(c) && c[0].Bottom <= c[1].Low + c.Average(Near, 1))),
        Define("CDLHANGINGMAN", "Hanging man: a small body over a long lower shadow, at or above the high before", 1, [BodyShort, ShadowLong, ShadowVeryShort, Near],
            static (in c) => Bearish(HangsOnShadow(c) && c[0].Bottom >= c[1].High - c.Average(Near, 1))),
        Define("CDLHIGHWAVE", "High-wave candle: a small body between very long shadows", 0, [BodyShort, ShadowVeryLong], HighWave),
        Define("CDLINVERTEDHAMMER", "Inverted hammer: a small body under a long upper shadow, after a gap down", 1, [BodyShort, ShadowLong, ShadowVeryShort],
            static (in c) => Bullish(StandsUnderShadow(c) && c[0].BodyGapsBelow(c[1]))),
        Define("CDLLONGLEGGEDDOJI", "Long-legged doji: a doji with a long shadow", 0, [BodyDoji, ShadowLong],
            static (in c) => Bullish(c.IsDoji(0) && (HasLongLowerShadow(c) || HasLongUpperShadow(c)))),
        Define("CDLLONGLINE", "Long line: long, with short shadows", 0, [BodyLong, ShadowShort],
            static (in c) => Along(c[0], c.IsLong(0) && c.HasBothShadowsBelow(ShadowShort, 0))),
        Define("CDLMARUBOZU", "Marubozu: long, without shadows", 0, [BodyLong, ShadowVeryShort], static (in c) => Along(c[0], c.IsMarubozu(0))),
        Define("CDLRICKSHAWMAN", "Rickshaw man: a doji between long shadows, in the middle of its range", 0, [BodyDoji, ShadowLong, Near], RickshawMan),
        Define("CDLSHOOTINGSTAR", "Shooting star: a small body under a long upper shadow, after a gap up", 1, [BodyShort, ShadowLong, ShadowVeryShort],
            static (in c) => Bearish(StandsUnderShadow(c) && c[0].BodyGapsAbove(c[1]))),
        Define("CDLSHORTLINE", "Short line: short, with short shadows", 0, [BodyShort, ShadowShort],
            static (in c) => Along(c[0], c.IsShort(0) && c.HasBothShadowsBelow(ShadowShort, 0))),
        Define("CDLSPINNINGTOP", "Spinning top: a small body between longer shadows", 0, [BodyShort],
            static (in c) => Along(c[0], c.IsShort(0) && c[0].UpperShadow > c[0].Body && c[0].LowerShadow > c[0].Body)),
        Define("CDLTAKURI", "Takuri: a dragonfly doji with a very long lower shadow", 0, [BodyDoji, ShadowVeryShort, ShadowVeryLong],
            static (in c) => Bullish(c.IsDoji(0) && c.HasNoUpperShadow(0) && c[0].LowerShadow > c.Average(ShadowVeryLong, 0))),
    ];

    private static Lanes BeltHold(in CandleView c) =>
        Along(c[0], c.IsLong(0) && c[0].IsWhite.Choose(c.HasNoLowerShadow(0), c.HasNoUpperShadow(0)));

    private static Lanes ClosingMarubozu(in CandleView c) =>
        Along(c[0], c.IsLong(0) && c[0].IsWhite.Choose(c.HasNoUpperShadow(0), c.HasNoLowerShadow(0)));

    private static Lanes HighWave(in CandleView c)
    {
        Lanes veryLong = c.Average(ShadowVeryLong, 0);
        return Along(c[0], c.IsShort(0) && c[0].UpperShadow > veryLong && c[0].LowerShadow > veryLong);
    }

    private static Lanes RickshawMan(in CandleView c)
    {
        Lanes middle = c[0].Low + Lanes.Half(c[0].Range);
        Lanes near = c.Average(Near, 0);
        return Bullish(c.IsDoji(0) && HasLongLowerShadow(c) && HasLongUpperShadow(c) && c[0].Bottom <= middle + near && c[0].Top >= middle - near);
    }

    private static LaneMask HangsOnShadow(in CandleView c) => c.IsShort(0) && HasLongLowerShadow(c) && c.HasNoUpperShadow(0);

    private static LaneMask StandsUnderShadow(in CandleView c) => c.IsShort(0) && HasLongUpperShadow(c) && c.HasNoLowerShadow(0);

    private static LaneMask HasLongLowerShadow(in CandleView c) => c[0].LowerShadow > c.Average(ShadowLong, 0);

    private static LaneMask HasLongUpperShadow(in CandleView c) => c[0].UpperShadow > c.Average(ShadowLong, 0);
}

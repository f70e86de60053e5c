using static CryptoScalp.Rules.Features.CandlePatterns;
using static CryptoScalp.Rules.Features.CandleSetting;

namespace CryptoScalp.Rules.Features;

/// <summary>Patterns of two candles.</summary>
internal static class CandlePairs
{
    private const double HalfBody = 0.5;

    public static IndicatorDefinition[] All { get; } =
    [
        Define("CDLCOUNTERATTACK", "Counterattack: two long candles of opposite colours with the same close", 1, [Equal, BodyLong], CounterAttack),
        DefinePenetrating("CDLDARKCLOUDCOVER", "Dark cloud cover: opens above a long white candle and closes deep within it", 1, 0.5, [BodyLong], DarkCloudCover),
        Define("CDLDOJISTAR", "Doji star: a doji that gaps away from a long candle", 1, [BodyDoji, BodyLong], DojiStar),
        DefinePlain("CDLENGULFING", "Engulfing: a body around the one before, of the other colour", 2, Engulfing),
        Define("CDLHARAMI", "Harami: a short body within a long one", 1, [BodyShort, BodyLong],
            static (in c) => Against(c[1], c.IsLong(1) && c.IsNotLongerThanShort(0) && c[0].IsWithinBodyOf(c[1]))),
        Define("CDLHARAMICROSS", "Harami cross: a doji within a long body", 1, [BodyDoji, BodyLong],
            static (in c) => Against(c[1], c.IsLong(1) && c.IsDoji(0) && c[0].IsWithinBodyOf(c[1]))),
        Define("CDLHOMINGPIGEON", "Homing pigeon: a short black body within a long black one", 1, [BodyShort, BodyLong], HomingPigeon),
        Define("CDLINNECK", "In-neck: opens below a long black candle and closes at its close", 1, [Equal, BodyLong],
            static (in c) => Bearish(OpensBelowLongBlack(c) && c[0].Close <= c[1].Close + c.Average(Equal, 1) && c[0].Close >= c[1].Close)),
        Define("CDLKICKING", "Kicking: two marubozus of opposite colours with a gap; the second gives the sign", 1, [ShadowVeryShort, BodyLong],
            static (in c) => Along(c[0], Kicks(c))),
        Define("CDLKICKINGBYLENGTH", "Kicking: two marubozus of opposite colours with a gap; the longer gives the sign", 1, [ShadowVeryShort, BodyLong],
            KickingByLength),
        Define("CDLMATCHINGLOW", "Matching low: two black candles with the same close", 1, [Equal],
            static (in c) => Bullish(c[1].IsBlack && c[0].IsBlack && c.IsWithin(Equal, 1, c[0].Close, c[1].Close))),
        Define("CDLONNECK", "On-neck: opens below a long black candle and closes at its low", 1, [Equal, BodyLong],
            static (in c) => Bearish(OpensBelowLongBlack(c) && c.IsWithin(Equal, 1, c[0].Close, c[1].Low))),
        Define("CDLPIERCING", "Piercing: opens below a long black candle and closes above its middle", 1, [BodyLong], Piercing),
        Define("CDLSEPARATINGLINES", "Separating lines: the same open, the other way, long and without a shadow there", 1, [ShadowVeryShort, BodyLong, Equal], SeparatingLines),
        Define("CDLTHRUSTING", "Thrusting: opens below a long black candle and closes in the lower half of its body", 1, [Equal, BodyLong], Thrusting),
    ];

    private static Lanes CounterAttack(in CandleView c) =>
        Along(c[0], c[1].IsOpposite(c[0]) && c.IsLong(1) && c.IsLong(0) && c.IsWithin(Equal, 1, c[0].Close, c[1].Close));

    private static Lanes DarkCloudCover(in CandleView c) =>
        Bearish(c[1].IsWhite && c.IsLong(1) && c[0].IsBlack && c[0].Open > c[1].High && c[0].Close > c[1].Open && c[0].Close < c[1].Close - (c[1].Body * c.Penetration));

    private static Lanes DojiStar(in CandleView c) =>
        Against(c[1], c.IsLong(1) && c.IsDoji(0) && c[1].IsWhite.Choose(c[0].BodyGapsAbove(c[1]), c[0].BodyGapsBelow(c[1])));

    private static Lanes Engulfing(in CandleView c)
    {
        LaneMask rising = c[0].IsWhite && c[1].IsBlack && c[0].Close > c[1].Open && c[0].Open < c[1].Close;
        LaneMask falling = c[0].IsBlack && c[1].IsWhite && c[0].Open > c[1].Close && c[0].Close < c[1].Open;
        return Along(c[0], rising || falling);
    }

    private static Lanes HomingPigeon(in CandleView c) =>
        Bullish(c[1].IsBlack && c[0].IsBlack && c.IsLong(1) && c.IsNotLongerThanShort(0) && c[0].IsWithinBodyOf(c[1]));

    /// <summary>The two have opposite colours: where the second is the longer one its sign counts, else the first's.</summary>
    private static Lanes KickingByLength(in CandleView c) =>
        Along(c[0], Kicks(c) && c[0].Body > c[1].Body) + Along(c[1], Kicks(c) && c[0].Body <= c[1].Body);

    private static Lanes Piercing(in CandleView c) =>
        Bullish(OpensBelowLongBlack(c) && c.IsLong(0) && c[0].Close < c[1].Open && c[0].Close > c[1].Close + (c[1].Body * HalfBody));

    private static Lanes SeparatingLines(in CandleView c) =>
        Along(c[0], c[1].IsOpposite(c[0]) && c.IsWithin(Equal, 1, c[0].Open, c[1].Open) && c.IsLong(0) && c[0].IsWhite.Choose(c.HasNoLowerShadow(0), c.HasNoUpperShadow(0)));

    private static Lanes Thrusting(in CandleView c) =>
        Bearish(OpensBelowLongBlack(c) && c[0].Close > c[1].Close + c.Average(Equal, 1) && c[0].Close <= c[1].Close + (c[1].Body * HalfBody));

    private static LaneMask OpensBelowLongBlack(in CandleView c) => c[1].IsBlack && c.IsLong(1) && c[0].IsWhite && c[0].Open < c[1].Low;

    private static LaneMask Kicks(in CandleView c) =>
        c[1].IsOpposite(c[0]) && c.IsMarubozu(1) && c.IsMarubozu(0) && c[1].IsBlack.Choose(c[0].Low > c[1].High, c[0].High < c[1].Low);
}

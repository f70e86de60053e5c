using static CryptoScalp.Rules.Features.CandlePatterns;
using static CryptoScalp.Rules.Features.CandleSetting;

namespace CryptoScalp.Rules.Features;

/// <summary>Patterns of three candles whose middle one stands apart.</summary>
internal static class CandleStars
{
    private const double Standard = 0.3;

    private static readonly CandleSetting[] WithDoji = [BodyDoji, BodyLong, BodyShort];
    private static readonly CandleSetting[] WithShort = [BodyShort, BodyLong];

    public static IndicatorDefinition[] All { get; } =
    [
        DefinePenetrating("CDLABANDONEDBABY", "Abandoned baby: a doji with gaps on both sides, shadows included", 2, Standard, WithDoji, AbandonedBaby),
        DefinePenetrating("CDLEVENINGDOJISTAR", "Evening doji star: a doji above a long white candle, then a black one deep into it", 2, Standard, WithDoji,
            static (in c) => Bearish(c.IsDoji(1) && IsEvening(c))),
        DefinePenetrating("CDLEVENINGSTAR", "Evening star: a short body above a long white candle, then a black one deep into it", 2, Standard, WithShort,
            static (in c) => Bearish(c.IsNotLongerThanShort(1) && IsEvening(c))),
        DefinePenetrating("CDLMORNINGDOJISTAR", "Morning doji star: a doji below a long black candle, then a white one deep into it", 2, Standard, WithDoji,
            static (in c) => Bullish(c.IsDoji(1) && IsMorning(c))),
        DefinePenetrating("CDLMORNINGSTAR", "Morning star: a short body below a long black candle, then a white one deep into it", 2, Standard, WithShort,
            static (in c) => Bullish(c.IsNotLongerThanShort(1) && IsMorning(c))),
        Define("CDLTRISTAR", "Tristar: three dojis, the middle one apart", 2, [BodyDoji], Tristar),
    ];

    private static Lanes AbandonedBaby(in CandleView c)
    {
        LaneMask top = FallsInto(c) && c[1].Low > c[2].High && c[0].High < c[1].Low;
        LaneMask bottom = RisesInto(c) && c[1].High < c[2].Low && c[0].Low > c[1].High;
        return Along(c[0], c.IsLong(2) && c.IsDoji(1) && c.IsLongerThanShort(0) && (top || bottom));
    }

    /// <summary>All three bodies are measured against the average before the first, as TA-Lib does.</summary>
    private static Lanes Tristar(in CandleView c)
    {
        Lanes doji = c.Average(BodyDoji, 2);
        LaneMask dojis = c[2].Body <= doji && c[1].Body <= doji && c[0].Body <= doji;
        LaneMask up = dojis && c[1].BodyGapsBelow(c[2]) && c[0].Bottom > c[1].Bottom;
        LaneMask down = dojis && c[1].BodyGapsAbove(c[2]) && c[0].Top < c[1].Top;
        return Bullish(up) + Bearish(down);
    }

    private static LaneMask IsEvening(in CandleView c) =>
        c.IsLong(2) && c[1].BodyGapsAbove(c[2]) && c.IsLongerThanShort(0) && FallsInto(c);

    private static LaneMask IsMorning(in CandleView c) =>
        c.IsLong(2) && c[1].BodyGapsBelow(c[2]) && c.IsLongerThanShort(0) && RisesInto(c);

    private static LaneMask FallsInto(in CandleView c) =>
        c[2].IsWhite && c[0].IsBlack && c[0].Close < c[2].Close - (c[2].Body * c.Penetration);

    private static LaneMask RisesInto(in CandleView c) =>
        c[2].IsBlack && c[0].IsWhite && c[0].Close > c[2].Close + (c[2].Body * c.Penetration);
}

using static CryptoScalp.Rules.Features.CandlePatterns;
using static CryptoScalp.Rules.Features.CandleSetting;

namespace CryptoScalp.Rules.Features;

/// <summary>Patterns of four and five candles.</summary>
internal static class CandleSequences
{
    public static IndicatorDefinition[] All { get; } =
    [
        Define("CDL3BLACKCROWS", "Three black crows after a white candle", 3, [ShadowVeryShort], ThreeBlackCrows),
        Define("CDL3LINESTRIKE", "Three-line strike: three alike, and a fourth back over all of them", 3, [Near], ThreeLineStrike),
        Define("CDLBREAKAWAY", "Breakaway: a gap that runs on and is then entered", 4, [BodyLong], Breakaway),
        Define("CDLCONCEALBABYSWALL", "Concealing baby swallow: two black marubozus, a shadowed third, a fourth around it", 3, [ShadowVeryShort], ConcealingBabySwallow),
        Define("CDLLADDERBOTTOM", "Ladder bottom: four falling black candles, then a white one above", 4, [ShadowVeryShort], LadderBottom),
        DefinePenetrating("CDLMATHOLD", "Mat hold: a long white candle, three that hold most of it, a new high", 4, 0.5, [BodyShort, BodyLong], MatHold),
        Define("CDLRISEFALL3METHODS", "Rising/falling three methods: three short candles within a long one, then another long one", 4, [BodyShort, BodyLong], RiseFallThreeMethods),
    ];

    private static Lanes ThreeBlackCrows(in CandleView c)
    {
        LaneMask falls = c[3].High > c[2].Close && c[2].Close > c[1].Close && c[1].Close > c[0].Close;
        return Bearish(c[3].IsWhite && IsBareBlack(c, 2) && IsBareBlack(c, 1) && IsBareBlack(c, 0) && falls && OpensWithinBody(c, 1) && OpensWithinBody(c, 0));
    }

    private static LaneMask OpensWithinBody(in CandleView c, int ago) => c[ago].Open < c[ago + 1].Open && c[ago].Open > c[ago + 1].Close;

    private static Lanes ThreeLineStrike(in CandleView c)
    {
        LaneMask turns = c[3].IsAlike(c[2]) && c[2].IsAlike(c[1]) && c[0].IsOpposite(c[1]);
        LaneMask steps = OpensNearBody(c, 2) && OpensNearBody(c, 1);
        LaneMask strikes = c[1].IsWhite.Choose(
            c[1].Close > c[2].Close && c[2].Close > c[3].Close && c[0].Open > c[1].Close && c[0].Close < c[3].Open,
            c[1].Close < c[2].Close && c[2].Close < c[3].Close && c[0].Open < c[1].Close && c[0].Close > c[3].Open);
        return Along(c[1], turns && steps && strikes);
    }

    private static LaneMask OpensNearBody(in CandleView c, int ago)
    {
        Lanes near = c.Average(Near, ago + 1);
        return c[ago].Open >= c[ago + 1].Bottom - near && c[ago].Open <= c[ago + 1].Top + near;
    }

    private static Lanes Breakaway(in CandleView c)
    {
        LaneMask turns = c[4].IsAlike(c[3]) && c[3].IsAlike(c[1]) && c[1].IsOpposite(c[0]);
        LaneMask up = c[4].IsBlack && c[3].BodyGapsBelow(c[4]) && c[2].High < c[3].High && c[2].Low < c[3].Low && c[1].High < c[2].High && c[1].Low < c[2].Low
            && c[0].Close > c[3].Open && c[0].Close < c[4].Close;
        LaneMask down = c[4].IsWhite && c[3].BodyGapsAbove(c[4]) && c[2].High > c[3].High && c[2].Low > c[3].Low && c[1].High > c[2].High && c[1].Low > c[2].Low
            && c[0].Close < c[3].Open && c[0].Close > c[4].Close;
        return Along(c[0], turns && c.IsLong(4) && (up || down));
    }

    private static Lanes ConcealingBabySwallow(in CandleView c)
    {
        LaneMask black = c[3].IsBlack && c[2].IsBlack && c[1].IsBlack && c[0].IsBlack;
        LaneMask bare = c.HasBothShadowsBelow(ShadowVeryShort, 3) && c.HasBothShadowsBelow(ShadowVeryShort, 2);
        LaneMask third = c[1].BodyGapsBelow(c[2]) && c.HasUpperShadow(1) && c[1].High > c[2].Close;
        return Bullish(black && bare && third && c[0].High > c[1].High && c[0].Low < c[1].Low);
    }

    private static Lanes LadderBottom(in CandleView c)
    {
        LaneMask falls = c[4].IsBlack && c[3].IsBlack && c[2].IsBlack
            && c[4].Open > c[3].Open && c[3].Open > c[2].Open && c[4].Close > c[3].Close && c[3].Close > c[2].Close;
        LaneMask turns = c[1].IsBlack && c.HasUpperShadow(1) && c[0].IsWhite && c[0].Open > c[1].Open && c[0].Close > c[1].High;
        return Bullish(falls && turns);
    }

    private static Lanes MatHold(in CandleView c)
    {
        Lanes floor = c[4].Close - (c[4].Body * c.Penetration);
        LaneMask begins = c.IsLong(4) && c[4].IsWhite && c.IsShort(3) && c[3].IsBlack && c[3].BodyGapsAbove(c[4]);
        LaneMask holds = c.IsShort(2) && c.IsShort(1) && HoldsBetween(c[2], floor, c[4].Close) && HoldsBetween(c[1], floor, c[4].Close);
        LaneMask drifts = c[2].Top < c[3].Open && c[1].Top < c[2].Top;
        LaneMask resumes = c[0].IsWhite && c[0].Open > c[1].Close && c[0].Close > Lanes.Max(Lanes.Max(c[3].High, c[2].High), c[1].High);
        return Bullish(begins && holds && drifts && resumes);
    }

    private static LaneMask HoldsBetween(CandleLanes candle, Lanes floor, Lanes ceiling) => candle.Bottom < ceiling && candle.Bottom > floor;

    private static Lanes RiseFallThreeMethods(in CandleView c)
    {
        LaneMask colours = c[3].IsOpposite(c[4]) && c[2].IsOpposite(c[4]) && c[1].IsOpposite(c[4]) && c[0].IsAlike(c[4]);
        LaneMask sizes = c.IsLong(4) && c.IsShort(3) && c.IsShort(2) && c.IsShort(1) && c.IsLong(0);
        LaneMask within = TouchesRange(c, 3) && TouchesRange(c, 2) && TouchesRange(c, 1);
        LaneMask pullsBack = c[4].IsWhite.Choose(c[2].Close < c[3].Close && c[1].Close < c[2].Close, c[2].Close > c[3].Close && c[1].Close > c[2].Close);
        LaneMask resumes = c[4].IsWhite.Choose(c[0].Open > c[1].Close && c[0].Close > c[4].Close, c[0].Open < c[1].Close && c[0].Close < c[4].Close);
        return Along(c[4], colours && sizes && within && pullsBack && resumes);
    }

    /// <summary>The body overlaps the range of the first candle.</summary>
    private static LaneMask TouchesRange(in CandleView c, int ago) => c[ago].Bottom < c[4].High && c[ago].Top > c[4].Low;
}

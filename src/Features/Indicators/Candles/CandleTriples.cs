using static CryptoScalp.Rules.Features.CandlePatterns;
using static CryptoScalp.Rules.Features.CandleSetting;

namespace CryptoScalp.Rules.Features;

/// <summary>Patterns of three candles.</summary>
internal static class CandleTriples
{
    public static IndicatorDefinition[] All { get; } =
    [
        Define("CDL2CROWS", "Two crows: a gap above a long white candle, then a black close within it", 2, [BodyLong], TwoCrows),
        Define("CDL3INSIDE", "Three inside up/down: a harami confirmed by the third close", 2, [BodyShort, BodyLong], ThreeInside),
        DefinePlain("CDL3OUTSIDE", "Three outside up/down: an engulfing confirmed by the third close", 3, ThreeOutside),
        Define("CDL3STARSINSOUTH", "Three stars in the south: ever smaller black candles", 2, [ShadowVeryShort, ShadowLong, BodyLong, BodyShort], ThreeStarsInSouth),
        Define("CDL3WHITESOLDIERS", "Three advancing white soldiers", 2, [ShadowVeryShort, BodyShort, Far, Near], ThreeWhiteSoldiers),
        Define("CDLADVANCEBLOCK", "Advance block: three white candles that weaken", 2, [ShadowLong, ShadowShort, Far, Near, BodyLong], AdvanceBlock),
        Define("CDLGAPSIDESIDEWHITE", "Side-by-side white lines after a gap", 2, [Near, Equal], GapSideSideWhite),
        Define("CDLIDENTICAL3CROWS", "Identical three crows: three black candles, each opening at the close before", 2, [ShadowVeryShort, Equal], IdenticalThreeCrows),
        Define("CDLSTALLEDPATTERN", "Stalled pattern: two long white candles and a short third", 2, [BodyLong, BodyShort, ShadowVeryShort, Near], StalledPattern),
        Define("CDLSTICKSANDWICH", "Stick sandwich: a white candle between black ones with the same close", 2, [Equal], StickSandwich),
        Define("CDLTASUKIGAP", "Tasuki gap: a gap that the third candle enters and does not close", 2, [Near], TasukiGap),
        Define("CDLUNIQUE3RIVER", "Unique three river: a lower low, then a short white candle above it", 2, [BodyShort, BodyLong], UniqueThreeRiver),
        Define("CDLUPSIDEGAP2CROWS", "Upside gap two crows: two black candles above a long white one", 2, [BodyShort, BodyLong], UpsideGapTwoCrows),
        DefinePlain("CDLXSIDEGAP3METHODS", "Gap three methods: a gap that the third candle closes", 2, GapThreeMethods),
    ];

    private static Lanes TwoCrows(in CandleView c) =>
        Bearish(c[2].IsWhite && c.IsLong(2) && c[1].IsBlack && c[1].BodyGapsAbove(c[2]) && c[0].IsBlack
        && c[0].Open < c[1].Open && c[0].Open > c[1].Close && c[0].Close > c[2].Open && c[0].Close < c[2].Close);

    private static Lanes ThreeInside(in CandleView c)
    {
        LaneMask harami = c.IsLong(2) && c.IsNotLongerThanShort(1) && c[1].IsWithinBodyOf(c[2]);
        LaneMask confirmed = c[2].IsWhite.Choose(c[0].IsBlack && c[0].Close < c[2].Open, c[0].IsWhite && c[0].Close > c[2].Open);
        return Against(c[2], harami && confirmed);
    }

    private static Lanes ThreeOutside(in CandleView c)
    {
        LaneMask up = c[1].IsWhite && c[2].IsBlack && c[1].Close > c[2].Open && c[1].Open < c[2].Close && c[0].Close > c[1].Close;
        LaneMask down = c[1].IsBlack && c[2].IsWhite && c[1].Open > c[2].Close && c[1].Close < c[2].Open && c[0].Close < c[1].Close;
        return Along(c[1], up || down);
    }

    private static Lanes ThreeStarsInSouth(in CandleView c)
    {
        LaneMask first = c[2].IsBlack && c.IsLong(2) && c[2].LowerShadow > c.Average(ShadowLong, 2);
        LaneMask second = c[1].IsBlack && c[1].Body < c[2].Body && c[1].Open > c[2].Close && c[1].Open <= c[2].High
            && c[1].Low < c[2].Close && c[1].Low >= c[2].Low && c.HasLowerShadow(1);
        LaneMask third = c[0].IsBlack && c.IsShort(0) && c.HasBothShadowsBelow(ShadowVeryShort, 0) && c[0].Low > c[1].Low && c[0].High < c[1].High;
        return Bullish(first && second && third);
    }

    private static Lanes ThreeWhiteSoldiers(in CandleView c)
    {
        LaneMask strong = c[1].Body > c[2].Body - c.Average(Far, 2) && c[0].Body > c[1].Body - c.Average(Far, 1) && c.IsLongerThanShort(0);
        return Bullish(IsBareWhite(c, 2) && IsBareWhite(c, 1) && IsBareWhite(c, 0) && Advances(c) && strong);
    }

    private static LaneMask IsBareWhite(in CandleView c, int ago) => c[ago].IsWhite && c.HasNoUpperShadow(ago);

    private static Lanes AdvanceBlock(in CandleView c)
    {
        LaneMask white = c[2].IsWhite && c[1].IsWhite && c[0].IsWhite;
        LaneMask begins = c.IsLong(2) && c[2].UpperShadow < c.Average(ShadowShort, 2);
        return Bearish(white && Advances(c) && begins && Weakens(c));
    }

    /// <summary>Higher closes, each open within or near the body before.</summary>
    private static LaneMask Advances(in CandleView c) =>
        c[0].Close > c[1].Close && c[1].Close > c[2].Close
        && c[1].Open > c[2].Open && c[1].Open <= c[2].Close + c.Average(Near, 2)
        && c[0].Open > c[1].Open && c[0].Open <= c[1].Close + c.Average(Near, 1);

    /// <summary>Bodies shrink far, or shrink with longer upper shadows.</summary>
    private static LaneMask Weakens(in CandleView c)
    {
        LaneMask secondFarSmaller = c[1].Body < c[2].Body - c.Average(Far, 2) && c[0].Body < c[1].Body + c.Average(Near, 1);
        LaneMask thirdFarSmaller = c[0].Body < c[1].Body - c.Average(Far, 1);
        LaneMask smaller = c[0].Body < c[1].Body;
        LaneMask shadowed = c[1].Body < c[2].Body
            && (c[0].UpperShadow > c.Average(ShadowShort, 0) || c[1].UpperShadow > c.Average(ShadowShort, 1));
        return secondFarSmaller || thirdFarSmaller || (smaller && (shadowed || c[0].UpperShadow > c.Average(ShadowLong, 0)));
    }

    private static Lanes GapSideSideWhite(in CandleView c)
    {
        LaneMask up = c[1].BodyGapsAbove(c[2]) && c[0].BodyGapsAbove(c[2]);
        LaneMask down = c[1].BodyGapsBelow(c[2]) && c[0].BodyGapsBelow(c[2]);
        LaneMask alike = c[1].IsWhite && c[0].IsWhite && c.IsWithin(Near, 1, c[0].Body, c[1].Body) && c.IsWithin(Equal, 1, c[0].Open, c[1].Open);
        return Bullish(alike && up) + Bearish(alike && down);
    }

    private static Lanes IdenticalThreeCrows(in CandleView c)
    {
        LaneMask falls = c[2].Close > c[1].Close && c[1].Close > c[0].Close;
        return Bearish(IsBareBlack(c, 2) && IsBareBlack(c, 1) && IsBareBlack(c, 0) && falls && c.IsWithin(Equal, 2, c[1].Open, c[2].Close) && c.IsWithin(Equal, 1, c[0].Open, c[1].Close));
    }

    private static Lanes StalledPattern(in CandleView c)
    {
        LaneMask rises = c[2].IsWhite && c[1].IsWhite && c[0].IsWhite && c[0].Close > c[1].Close && c[1].Close > c[2].Close;
        LaneMask strong = c.IsLong(2) && c.IsLong(1) && c.HasNoUpperShadow(1) && c[1].Open > c[2].Open && c[1].Open <= c[2].Close + c.Average(Near, 2);
        LaneMask stalls = c.IsShort(0) && c[0].Open >= c[1].Close - c[0].Body - c.Average(Near, 1);
        return Bearish(rises && strong && stalls);
    }

    private static Lanes StickSandwich(in CandleView c) =>
        Bullish(c[2].IsBlack && c[1].IsWhite && c[0].IsBlack && c[1].Low > c[2].Close && c.IsWithin(Equal, 2, c[0].Close, c[2].Close));

    private static Lanes TasukiGap(in CandleView c)
    {
        LaneMask up = c[1].BodyGapsAbove(c[2]) && c[1].IsWhite && c[0].IsBlack && c[0].Open < c[1].Close && c[0].Open > c[1].Open
            && c[0].Close < c[1].Open && c[0].Close > c[2].Top;
        LaneMask down = c[1].BodyGapsBelow(c[2]) && c[1].IsBlack && c[0].IsWhite && c[0].Open < c[1].Open && c[0].Open > c[1].Close
            && c[0].Close > c[1].Open && c[0].Close < c[2].Bottom;
        return Along(c[1], (up || down) && Lanes.Abs(c[1].Body - c[0].Body) < c.Average(Near, 1));
    }

    private static Lanes UniqueThreeRiver(in CandleView c) =>
        Bullish(c.IsLong(2) && c[2].IsBlack && c[1].IsBlack && c[1].Close > c[2].Close && c[1].Open <= c[2].Open && c[1].Low < c[2].Low
        && c.IsShort(0) && c[0].IsWhite && c[0].Open > c[1].Low);

    private static Lanes UpsideGapTwoCrows(in CandleView c) =>
        Bearish(c[2].IsWhite && c.IsLong(2) && c[1].IsBlack && c.IsNotLongerThanShort(1) && c[1].BodyGapsAbove(c[2])
        && c[0].IsBlack && c[0].Open > c[1].Open && c[0].Close < c[1].Close && c[0].Close > c[2].Close);

    private static Lanes GapThreeMethods(in CandleView c)
    {
        LaneMask turns = c[2].IsAlike(c[1]) && c[1].IsOpposite(c[0]);
        LaneMask fills = c[0].Open < c[1].Top && c[0].Open > c[1].Bottom && c[0].Close < c[2].Top && c[0].Close > c[2].Bottom;
        LaneMask gap = c[2].IsWhite.Choose(c[1].BodyGapsAbove(c[2]), c[1].BodyGapsBelow(c[2]));
        return Along(c[2], turns && fills && gap);
    }
}

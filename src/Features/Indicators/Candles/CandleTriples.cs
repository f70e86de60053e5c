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

    private static int TwoCrows(CandleWindow c) =>
        c[2].IsWhite && c.IsLong(2) && c[1].IsBlack && c[1].BodyGapsAbove(c[2]) && c[0].IsBlack
        && c[0].Open < c[1].Open && c[0].Open > c[1].Close && c[0].Close > c[2].Open && c[0].Close < c[2].Close ? Bearish : 0;

    private static int ThreeInside(CandleWindow c)
    {
        bool harami = c.IsLong(2) && c.IsNotLongerThanShort(1) && c[1].IsWithinBodyOf(c[2]);
        bool confirmed = c[2].IsWhite ? c[0].IsBlack && c[0].Close < c[2].Open : c[0].IsWhite && c[0].Close > c[2].Open;
        return harami && confirmed ? -c[2].Colour * 100 : 0;
    }

    private static int ThreeOutside(CandleWindow c)
    {
        bool up = c[1].IsWhite && c[2].IsBlack && c[1].Close > c[2].Open && c[1].Open < c[2].Close && c[0].Close > c[1].Close;
        bool down = c[1].IsBlack && c[2].IsWhite && c[1].Open > c[2].Close && c[1].Close < c[2].Open && c[0].Close < c[1].Close;
        return up || down ? c[1].Colour * 100 : 0;
    }

    private static int ThreeStarsInSouth(CandleWindow c)
    {
        bool first = c[2].IsBlack && c.IsLong(2) && c[2].LowerShadow > c.Average(ShadowLong, 2);
        bool second = c[1].IsBlack && c[1].Body < c[2].Body && c[1].Open > c[2].Close && c[1].Open <= c[2].High
            && c[1].Low < c[2].Close && c[1].Low >= c[2].Low && c.HasLowerShadow(1);
        bool third = c[0].IsBlack && c.IsShort(0) && c.HasBothShadowsBelow(ShadowVeryShort, 0) && c[0].Low > c[1].Low && c[0].High < c[1].High;
        return first && second && third ? Bullish : 0;
    }

    private static int ThreeWhiteSoldiers(CandleWindow c)
    {
        for (int ago = 0; ago <= 2; ago++)
        {
            if (c[ago].IsBlack || !c.HasNoUpperShadow(ago))
            {
                return 0;
            }
        }

        bool strong = c[1].Body > c[2].Body - c.Average(Far, 2) && c[0].Body > c[1].Body - c.Average(Far, 1) && c.IsLongerThanShort(0);
        return Advances(c) && strong ? Bullish : 0;
    }

    private static int AdvanceBlock(CandleWindow c)
    {
        bool white = c[2].IsWhite && c[1].IsWhite && c[0].IsWhite;
        bool begins = c.IsLong(2) && c[2].UpperShadow < c.Average(ShadowShort, 2);
        return white && Advances(c) && begins && Weakens(c) ? Bearish : 0;
    }

    /// <summary>Higher closes, each open within or near the body before.</summary>
    private static bool Advances(CandleWindow c) =>
        c[0].Close > c[1].Close && c[1].Close > c[2].Close
        && c[1].Open > c[2].Open && c[1].Open <= c[2].Close + c.Average(Near, 2)
        && c[0].Open > c[1].Open && c[0].Open <= c[1].Close + c.Average(Near, 1);

    /// <summary>Bodies shrink far, or shrink with longer upper shadows.</summary>
    private static bool Weakens(CandleWindow c)
    {
        bool secondFarSmaller = c[1].Body < c[2].Body - c.Average(Far, 2) && c[0].Body < c[1].Body + c.Average(Near, 1);
        bool thirdFarSmaller = c[0].Body < c[1].Body - c.Average(Far, 1);
        bool smaller = c[0].Body < c[1].Body;
        bool shadowed = c[1].Body < c[2].Body
            && (c[0].UpperShadow > c.Average(ShadowShort, 0) || c[1].UpperShadow > c.Average(ShadowShort, 1));
        return secondFarSmaller || thirdFarSmaller || (smaller && (shadowed || c[0].UpperShadow > c.Average(ShadowLong, 0)));
    }

    private static int GapSideSideWhite(CandleWindow c)
    {
        bool up = c[1].BodyGapsAbove(c[2]) && c[0].BodyGapsAbove(c[2]);
        bool down = c[1].BodyGapsBelow(c[2]) && c[0].BodyGapsBelow(c[2]);
        bool alike = c[1].IsWhite && c[0].IsWhite && c.IsWithin(Near, 1, c[0].Body, c[1].Body) && c.IsWithin(Equal, 1, c[0].Open, c[1].Open);
        return !alike || !(up || down) ? 0 : up ? Bullish : Bearish;
    }

    private static int IdenticalThreeCrows(CandleWindow c)
    {
        for (int ago = 0; ago <= 2; ago++)
        {
            if (c[ago].IsWhite || !c.HasNoLowerShadow(ago))
            {
                return 0;
            }
        }

        bool falls = c[2].Close > c[1].Close && c[1].Close > c[0].Close;
        return falls && c.IsWithin(Equal, 2, c[1].Open, c[2].Close) && c.IsWithin(Equal, 1, c[0].Open, c[1].Close) ? Bearish : 0;
    }

    private static int StalledPattern(CandleWindow c)
    {
        bool rises = c[2].IsWhite && c[1].IsWhite && c[0].IsWhite && c[0].Close > c[1].Close && c[1].Close > c[2].Close;
        bool strong = c.IsLong(2) && c.IsLong(1) && c.HasNoUpperShadow(1) && c[1].Open > c[2].Open && c[1].Open <= c[2].Close + c.Average(Near, 2);
        bool stalls = c.IsShort(0) && c[0].Open >= c[1].Close - c[0].Body - c.Average(Near, 1);
        return rises && strong && stalls ? Bearish : 0;
    }

    private static int StickSandwich(CandleWindow c) =>
        c[2].IsBlack && c[1].IsWhite && c[0].IsBlack && c[1].Low > c[2].Close && c.IsWithin(Equal, 2, c[0].Close, c[2].Close) ? Bullish : 0;

    private static int TasukiGap(CandleWindow c)
    {
        bool up = c[1].BodyGapsAbove(c[2]) && c[1].IsWhite && c[0].IsBlack && c[0].Open < c[1].Close && c[0].Open > c[1].Open
            && c[0].Close < c[1].Open && c[0].Close > c[2].Top;
        bool down = c[1].BodyGapsBelow(c[2]) && c[1].IsBlack && c[0].IsWhite && c[0].Open < c[1].Open && c[0].Open > c[1].Close
            && c[0].Close > c[1].Open && c[0].Close < c[2].Bottom;
        return (up || down) && Math.Abs(c[1].Body - c[0].Body) < c.Average(Near, 1) ? c[1].Colour * 100 : 0;
    }

    private static int UniqueThreeRiver(CandleWindow c) =>
        c.IsLong(2) && c[2].IsBlack && c[1].IsBlack && c[1].Close > c[2].Close && c[1].Open <= c[2].Open && c[1].Low < c[2].Low
        && c.IsShort(0) && c[0].IsWhite && c[0].Open > c[1].Low ? Bullish : 0;

    private static int UpsideGapTwoCrows(CandleWindow c) =>
        c[2].IsWhite && c.IsLong(2) && c[1].IsBlack && c.IsNotLongerThanShort(1) && c[1].BodyGapsAbove(c[2])
        && c[0].IsBlack && c[0].Open > c[1].Open && c[0].Close < c[1].Close && c[0].Close > c[2].Close ? Bearish : 0;

    private static int GapThreeMethods(CandleWindow c)
    {
        bool turns = c[2].Colour == c[1].Colour && c[1].Colour == -c[0].Colour;
        bool fills = c[0].Open < c[1].Top && c[0].Open > c[1].Bottom && c[0].Close < c[2].Top && c[0].Close > c[2].Bottom;
        bool gap = c[2].IsWhite ? c[1].BodyGapsAbove(c[2]) : c[1].BodyGapsBelow(c[2]);
        return turns && fills && gap ? c[2].Colour * 100 : 0;
    }
}

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

    private static int ThreeBlackCrows(CandleWindow c)
    {
        for (int ago = 0; ago <= 2; ago++)
        {
            if (c[ago].IsWhite || !c.HasNoLowerShadow(ago))
            {
                return 0;
            }
        }

        bool falls = c[3].High > c[2].Close && c[2].Close > c[1].Close && c[1].Close > c[0].Close;
        return c[3].IsWhite && falls && OpensWithinBody(c, 1) && OpensWithinBody(c, 0) ? Bearish : 0;
    }

    private static bool OpensWithinBody(CandleWindow c, int ago) => c[ago].Open < c[ago + 1].Open && c[ago].Open > c[ago + 1].Close;

    private static int ThreeLineStrike(CandleWindow c)
    {
        bool turns = c[3].Colour == c[2].Colour && c[2].Colour == c[1].Colour && c[0].Colour == -c[1].Colour;
        bool steps = OpensNearBody(c, 2) && OpensNearBody(c, 1);
        bool strikes = c[1].IsWhite
            ? c[1].Close > c[2].Close && c[2].Close > c[3].Close && c[0].Open > c[1].Close && c[0].Close < c[3].Open
            : c[1].Close < c[2].Close && c[2].Close < c[3].Close && c[0].Open < c[1].Close && c[0].Close > c[3].Open;
        return turns && steps && strikes ? c[1].Colour * 100 : 0;
    }

    private static bool OpensNearBody(CandleWindow c, int ago)
    {
        double near = c.Average(Near, ago + 1);
        return c[ago].Open >= c[ago + 1].Bottom - near && c[ago].Open <= c[ago + 1].Top + near;
    }

    private static int Breakaway(CandleWindow c)
    {
        bool turns = c[4].Colour == c[3].Colour && c[3].Colour == c[1].Colour && c[1].Colour == -c[0].Colour;
        if (!c.IsLong(4) || !turns)
        {
            return 0;
        }

        bool up = c[4].IsBlack && c[3].BodyGapsBelow(c[4]) && c[2].High < c[3].High && c[2].Low < c[3].Low && c[1].High < c[2].High && c[1].Low < c[2].Low
            && c[0].Close > c[3].Open && c[0].Close < c[4].Close;
        bool down = c[4].IsWhite && c[3].BodyGapsAbove(c[4]) && c[2].High > c[3].High && c[2].Low > c[3].Low && c[1].High > c[2].High && c[1].Low > c[2].Low
            && c[0].Close < c[3].Open && c[0].Close > c[4].Close;
        return up || down ? c[0].Colour * 100 : 0;
    }

    private static int ConcealingBabySwallow(CandleWindow c)
    {
        bool black = c[3].IsBlack && c[2].IsBlack && c[1].IsBlack && c[0].IsBlack;
        bool bare = c.HasBothShadowsBelow(ShadowVeryShort, 3) && c.HasBothShadowsBelow(ShadowVeryShort, 2);
        bool third = c[1].BodyGapsBelow(c[2]) && c.HasUpperShadow(1) && c[1].High > c[2].Close;
        return black && bare && third && c[0].High > c[1].High && c[0].Low < c[1].Low ? Bullish : 0;
    }

    private static int LadderBottom(CandleWindow c)
    {
        bool falls = c[4].IsBlack && c[3].IsBlack && c[2].IsBlack
            && c[4].Open > c[3].Open && c[3].Open > c[2].Open && c[4].Close > c[3].Close && c[3].Close > c[2].Close;
        bool turns = c[1].IsBlack && c.HasUpperShadow(1) && c[0].IsWhite && c[0].Open > c[1].Open && c[0].Close > c[1].High;
        return falls && turns ? Bullish : 0;
    }

    private static int MatHold(CandleWindow c)
    {
        double floor = c[4].Close - (c[4].Body * c.Penetration);
        bool begins = c.IsLong(4) && c[4].IsWhite && c.IsShort(3) && c[3].IsBlack && c[3].BodyGapsAbove(c[4]);
        bool holds = c.IsShort(2) && c.IsShort(1) && HoldsBetween(c[2], floor, c[4].Close) && HoldsBetween(c[1], floor, c[4].Close);
        bool drifts = c[2].Top < c[3].Open && c[1].Top < c[2].Top;
        bool resumes = c[0].IsWhite && c[0].Open > c[1].Close && c[0].Close > Math.Max(Math.Max(c[3].High, c[2].High), c[1].High);
        return begins && holds && drifts && resumes ? Bullish : 0;
    }

    private static bool HoldsBetween(in Candle candle, double floor, double ceiling) => candle.Bottom < ceiling && candle.Bottom > floor;

    private static int RiseFallThreeMethods(CandleWindow c)
    {
        int side = c[4].Colour;
        bool colours = c[3].Colour == -side && c[2].Colour == -side && c[1].Colour == -side && c[0].Colour == side;
        bool sizes = c.IsLong(4) && c.IsShort(3) && c.IsShort(2) && c.IsShort(1) && c.IsLong(0);
        bool within = TouchesRange(c, 3) && TouchesRange(c, 2) && TouchesRange(c, 1);
        bool pullsBack = c[2].Close * side < c[3].Close * side && c[1].Close * side < c[2].Close * side;
        bool resumes = c[0].Open * side > c[1].Close * side && c[0].Close * side > c[4].Close * side;
        return colours && sizes && within && pullsBack && resumes ? side * 100 : 0;
    }

    /// <summary>The body overlaps the range of the first candle.</summary>
    private static bool TouchesRange(CandleWindow c, int ago) => c[ago].Bottom < c[4].High && c[ago].Top > c[4].Low;
}

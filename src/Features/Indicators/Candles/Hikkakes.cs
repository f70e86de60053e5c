using static CryptoScalp.Rules.Features.CandlePatterns;
using static CryptoScalp.Rules.Features.CandleSetting;

namespace CryptoScalp.Rules.Features;

/// <summary>Hikkake: a false break-out of an inside bar; 200 and -200 where a close confirms it.</summary>
internal static class Hikkakes
{
    private const int Lookback = 5;
    private const int ModifiedLookback = 10;
    private const int Watched = 3;

    private const IndicatorInputs Inputs = IndicatorInputs.Open | IndicatorInputs.High | IndicatorInputs.Low | IndicatorInputs.Close;

    public static IndicatorDefinition[] All { get; } =
    [
        new("CDLHIKKAKE", IndicatorGroup.Pattern, "Hikkake: a false break-out of an inside bar; twice as much where a close confirms it", Inputs, [], ["value"],
            static _ => Lookback, static _ => new HikkakeIndicator(new CandleShape(2, Lookback - Watched, [], BreaksOut), Lookback)),
        new("CDLHIKKAKEMOD", IndicatorGroup.Pattern, "Modified hikkake: two inside bars, the first closing near its extreme", Inputs, [], ["value"],
            static _ => ModifiedLookback,
            static _ => new HikkakeIndicator(new CandleShape(2, ModifiedLookback - Watched, [Near], BreaksOutModified), ModifiedLookback)),
    ];

    private static Lanes BreaksOut(in CandleView c) => Bullish(IsInside(c, 1) && IsLower(c)) + Bearish(IsInside(c, 1) && IsHigher(c));

    private static Lanes BreaksOutModified(in CandleView c)
    {
        Lanes near = c.Average(Near, 2);
        LaneMask inside = IsInside(c, 2) && IsInside(c, 1);
        return Bullish(inside && IsLower(c) && c[2].Close <= c[2].Low + near) + Bearish(inside && IsHigher(c) && c[2].Close >= c[2].High - near);
    }

    private static LaneMask IsInside(in CandleView c, int ago) => c[ago].High < c[ago + 1].High && c[ago].Low > c[ago + 1].Low;

    private static LaneMask IsLower(in CandleView c) => c[0].High < c[1].High && c[0].Low < c[1].Low;

    private static LaneMask IsHigher(in CandleView c) => c[0].High > c[1].High && c[0].Low > c[1].Low;
}

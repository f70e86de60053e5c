namespace CryptoScalp.Rules.Features;

/// <summary>1 when the market trends, 0 when it cycles. J. Ehlers, Rocket Science for Traders (2001), chapter 11.</summary>
/// <remarks>
/// A crossing of sine and lead sine starts a cycle for half a period, and so does a phase that advances as a cycle's would; a smoothed price
/// 1.5 % or more off the trendline is a trend in any case.
/// </remarks>
internal sealed class TrendMode
{
    private const double TrendSeparation = 0.015;

    private double _degrees;
    private double _sine;
    private double _leadSine;
    private int _barsInTrend;

    public bool Next(CycleSource source)
    {
        HilbertCycle cycle = source.Cycle;
        double trendline = source.Trendline;
        (double sine, double leadSine, double degrees) = (_sine, _leadSine, _degrees);
        (_sine, _leadSine, _degrees) = (source.Phase.Sine, source.Phase.LeadSine, source.Phase.Degrees);
        bool crossed = Crossed(sine, leadSine);
        _barsInTrend = crossed ? 1 : _barsInTrend + 1;
        bool trend = !crossed && _barsInTrend >= 0.5 * cycle.SmoothPeriod && !AdvancesLikeCycle(_degrees - degrees, cycle.SmoothPeriod);
        return trend || (trendline != 0 && Math.Abs((cycle.Smoothed - trendline) / trendline) >= TrendSeparation);
    }

    private bool Crossed(double previousSine, double previousLeadSine) =>
        (_sine > _leadSine && previousSine <= previousLeadSine) || (_sine < _leadSine && previousSine >= previousLeadSine);

    private static bool AdvancesLikeCycle(double degrees, double period) =>
        period != 0 && degrees > 0.67 * 360 / period && degrees < 1.5 * 360 / period;
}

namespace CryptoScalp.Rules.Features;

/// <summary>The functions of the Hilbert transform.</summary>
internal static class CycleFunctions
{
    public const int ShortLookback = 32;
    public const int LongLookback = 63;

    public static IndicatorDefinition[] All { get; } =
    [
        Define("HT_DCPERIOD", "Hilbert transform: period of the dominant cycle, in bars", ["value"], ShortLookback, static () => new DominantPeriodIndicator()),
        Define("HT_DCPHASE", "Hilbert transform: phase of the dominant cycle, in degrees", ["value"], LongLookback, static () => new DominantPhaseIndicator()),
        Define("HT_PHASOR", "Hilbert transform: analytic signal of the detrended price", ["inphase", "quadrature"], ShortLookback, static () => new PhasorIndicator()),
        Define("HT_SINE", "Hilbert transform: sine of the dominant phase, and 45 degrees ahead", ["sine", "leadsine"], LongLookback, static () => new SineIndicator()),
        Define("HT_TRENDMODE", "Hilbert transform: 1 in a trend, 0 in a cycle", ["value"], LongLookback, static () => new TrendModeIndicator()),
        Define("HT_TRENDLINE", "Hilbert transform: instantaneous trendline", ["value"], LongLookback, static () => new TrendlineIndicator(), IndicatorGroup.Overlap),
    ];

    private static IndicatorDefinition Define(
        string name, string summary, string[] outputs, int lookback, Func<Indicator> create, IndicatorGroup group = IndicatorGroup.Cycle) =>
        new(name, group, summary, IndicatorInputs.Close, [], [.. outputs], _ => lookback, _ => create(), UnstablePeriod.OfIndicator);
}

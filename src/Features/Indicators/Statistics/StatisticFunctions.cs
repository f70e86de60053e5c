namespace CryptoScalp.Rules.Features;

/// <summary>Statistics of a window.</summary>
internal static class StatisticFunctions
{
    private const IndicatorInputs Both = IndicatorInputs.Close | IndicatorInputs.Second;

    public static IndicatorDefinition[] All { get; } =
    [
        new("BETA", IndicatorGroup.Statistic, "Slope of the second series' returns against the first's", Both,
            [IndicatorParameter.Period(5, minimum: 1)], ["value"], static p => p.Period(), static p => new BetaIndicator(p.Period())),
        new("CORREL", IndicatorGroup.Statistic, "Pearson's correlation of two series", Both,
            [IndicatorParameter.Period(30, minimum: 1)], ["value"], static p => p.Period() - 1, static p => new CorrelationIndicator(p.Period())),
        Line("LINEARREG", "Least-squares line at the newest bar", static n => new LinearFitFilter(n, fit => fit.At(n - 1))),
        Line("LINEARREG_ANGLE", "Angle of the least-squares line, in degrees",
            static n => new LinearFitFilter(n, static fit => double.RadiansToDegrees(Math.Atan(fit.Slope)))),
        Line("LINEARREG_INTERCEPT", "Least-squares line at the oldest bar of the window", static n => new LinearFitFilter(n, static fit => fit.Intercept)),
        Line("LINEARREG_SLOPE", "Slope of the least-squares line per bar", static n => new LinearFitFilter(n, static fit => fit.Slope)),
        Line("TSF", "Time series forecast: least-squares line one bar ahead", static n => new LinearFitFilter(n, fit => fit.At(n))),
        Spread("STDDEV", "Standard deviation of the window, times nbdev", minimum: 2, static p => new DeviationFilter(p.Period(), p[1])),
        Spread("VAR", "Variance of the window; nbdev is accepted and not used, as in TA-Lib", minimum: 1, static p => new VarianceFilter(p.Period())),
    ];

    private static IndicatorDefinition Line(string name, string summary, Func<int, SeriesFilter> create) =>
        new(name, IndicatorGroup.Statistic, summary, IndicatorInputs.Close, [IndicatorParameter.Period(14)], ["value"],
            static p => p.Period() - 1, p => new FilterIndicator(create(p.Period())));

    private static IndicatorDefinition Spread(string name, string summary, int minimum, Func<ParameterValues, SeriesFilter> create) =>
        new(name, IndicatorGroup.Statistic, summary, IndicatorInputs.Close, [IndicatorParameter.Period(5, minimum), IndicatorParameter.Real("nbdev", 1)],
            ["value"], static p => p.Period() - 1, p => new FilterIndicator(create(p)));
}

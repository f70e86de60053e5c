namespace CryptoScalp.Rules.Features;

/// <summary>The stochastic oscillators.</summary>
internal static class StochasticFunctions
{
    private const IndicatorInputs Inputs = IndicatorInputs.High | IndicatorInputs.Low | IndicatorInputs.Close;

    public static IndicatorDefinition[] All { get; } =
    [
        new("STOCH", IndicatorGroup.Momentum, "Stochastic oscillator, smoothed", Inputs,
            [
                Period("fastk_period", 5), Period("slowk_period", 3), IndicatorParameter.AverageType("slowk_matype"),
                Period("slowd_period", 3), IndicatorParameter.AverageType("slowd_matype"),
            ],
            ["slowk", "slowd"],
            static p => p.Period(0) - 1 + Lookback(p, 1) + Lookback(p, 3),
            static p => new StochasticIndicator(p.Period(0), Average(p, 1), Average(p, 3))),
        new("STOCHF", IndicatorGroup.Momentum, "Stochastic oscillator", Inputs,
            [Period("fastk_period", 5), Period("fastd_period", 3), IndicatorParameter.AverageType("fastd_matype")], ["fastk", "fastd"],
            static p => p.Period(0) - 1 + Lookback(p, 1), static p => new StochasticIndicator(p.Period(0), new SmaFilter(1), Average(p, 1))),
        new("STOCHRSI", IndicatorGroup.Momentum, "Stochastic oscillator of the relative strength index", IndicatorInputs.Close,
            [IndicatorParameter.Period(14), Period("fastk_period", 5), Period("fastd_period", 3), IndicatorParameter.AverageType("fastd_matype")],
            ["fastk", "fastd"], static p => RelativeStrengthFilter.Lookback(p.Period(0), p.Settings) + p.Period(1) - 1 + Lookback(p, 2),
            static p => new StochasticStrengthIndicator(RelativeStrengthFilter.Create(p.Period(0), p.Settings), p.Period(1), Average(p, 2)), UnstablePeriod.OfParts),
    ];

    private static SeriesFilter Average(ParameterValues p, int index) => MovingAverages.Create(p.Average(index + 1), p.Period(index), p.Settings);

    private static int Lookback(ParameterValues p, int index) => MovingAverages.Lookback(p.Average(index + 1), p.Period(index), p.Settings);

    private static IndicatorParameter Period(string name, int standard) => IndicatorParameter.Period(standard, minimum: 1, name);
}

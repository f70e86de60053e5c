namespace CryptoScalp.Rules.Features;

/// <summary>The true range and its averages.</summary>
internal static class VolatilityFunctions
{
    private const IndicatorInputs Inputs = IndicatorInputs.High | IndicatorInputs.Low | IndicatorInputs.Close;

    public static IndicatorDefinition[] All { get; } =
    [
        Average("ATR", "Average true range", normalised: false),
        Average("NATR", "Average true range, in percent of the close; a period of 1 gives the true range itself, as in TA-Lib", normalised: true),
        new("TRANGE", IndicatorGroup.Volatility, "True range: high to low with the close before taken in", Inputs, [], ["value"],
            static _ => 1, static _ => new TrueRangeIndicator()),
    ];

    private static IndicatorDefinition Average(string name, string summary, bool normalised) =>
        new(name, IndicatorGroup.Volatility, summary, Inputs, [IndicatorParameter.Period(14, minimum: 1)], ["value"],
            static p => p.Period(), p => new AverageTrueRangeIndicator(p.Period(), normalised), UnstablePeriod.OfIndicator);
}

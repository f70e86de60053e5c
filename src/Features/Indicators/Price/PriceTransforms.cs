namespace CryptoScalp.Rules.Features;

/// <summary>One price for a bar.</summary>
internal static class PriceTransforms
{
    private const IndicatorInputs HighLow = IndicatorInputs.High | IndicatorInputs.Low;
    private const IndicatorInputs HighLowClose = HighLow | IndicatorInputs.Close;

    public static IndicatorDefinition[] All { get; } =
    [
        new("AVGDEV", IndicatorGroup.PriceTransform, "Mean absolute deviation from the mean of the window", IndicatorInputs.Close,
            [IndicatorParameter.Period(14)], ["value"], static p => p.Period() - 1, static p => new FilterIndicator(new MeanDeviationFilter(p.Period()))),
        Define("AVGPRICE", "Mean of open, high, low and close", HighLowClose | IndicatorInputs.Open, static (in b) => (b.High + b.Low + b.Close + b.Open) / 4),
        Define("MEDPRICE", "Mean of high and low", HighLow, static (in b) => (b.High + b.Low) / 2),
        Define("TYPPRICE", "Mean of high, low and close", HighLowClose, static (in b) => (b.High + b.Low + b.Close) / 3),
        Define("WCLPRICE", "Mean of high, low and twice the close", HighLowClose, static (in b) => (b.High + b.Low + (b.Close * 2)) / 4),
    ];

    /// <summary>The typical price.</summary>
    public static double Typical(in IndicatorBar bar) => (bar.High + bar.Low + bar.Close) / 3;

    private static IndicatorDefinition Define(string name, string summary, IndicatorInputs inputs, LaneIndicator.Function function) =>
        new(name, IndicatorGroup.PriceTransform, summary, inputs, [], ["value"], static _ => 0, _ => new LaneIndicator(function));
}

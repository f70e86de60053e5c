namespace CryptoScalp.Rules.Features;

/// <summary>Wilder's directional movement.</summary>
internal static class DirectionalFunctions
{
    private const IndicatorInputs HighLow = IndicatorInputs.High | IndicatorInputs.Low;
    private const IndicatorInputs HighLowClose = HighLow | IndicatorInputs.Close;

    public static IndicatorDefinition[] All { get; } =
    [
        Index("ADX", "Average directional index", static n => (2 * n) - 1, static n => new DirectionalAverageIndicator(n)),
        new("ADXR", IndicatorGroup.Momentum, "Average directional index, the mean of now and a period before", HighLowClose, [IndicatorParameter.Period(14)], ["value"],
            static p => (3 * p.Period()) - 2 + p.Settings.UnstablePeriod("ADX"),
            static p => new DirectionalRatingIndicator(p.Period()) { Hidden = p.Settings.UnstablePeriod("ADX") }, UnstablePeriod.OfParts),
        Index("DX", "Directional index", static n => n, static n => new DirectionalIndexIndicator(n)),
        Movement("MINUS_DI", "Downward movement in percent of the true range", HighLowClose, static n => n, static m => m.MinusIndicator),
        Movement("MINUS_DM", "Downward movement", HighLow, static n => Math.Max(n - 1, 1), static m => m.Minus),
        Movement("PLUS_DI", "Upward movement in percent of the true range", HighLowClose, static n => n, static m => m.PlusIndicator),
        Movement("PLUS_DM", "Upward movement", HighLow, static n => Math.Max(n - 1, 1), static m => m.Plus),
    ];

    private static IndicatorDefinition Index(string name, string summary, Func<int, int> lookback, Func<int, Indicator> create) =>
        new(name, IndicatorGroup.Momentum, summary, HighLowClose, [IndicatorParameter.Period(14)], ["value"],
            p => lookback(p.Period()), p => create(p.Period()), UnstablePeriod.OfIndicator);

    private static IndicatorDefinition Movement(
        string name, string summary, IndicatorInputs inputs, Func<int, int> lookback, Func<DirectionalMovement, double> number) =>
        new(name, IndicatorGroup.Momentum, summary, inputs, [IndicatorParameter.Period(14, minimum: 1)], ["value"],
            p => lookback(p.Period()), p => new DirectionalMovementIndicator(p.Period(), lookback(p.Period()), number), UnstablePeriod.OfIndicator);
}

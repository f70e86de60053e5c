namespace CryptoScalp.Rules.Features;

/// <summary>Running totals of signed volume. Their level depends on where the series began; their changes do not.</summary>
internal static class VolumeFunctions
{
    private const IndicatorInputs Inputs = IndicatorInputs.High | IndicatorInputs.Low | IndicatorInputs.Close | IndicatorInputs.Volume;

    public static IndicatorDefinition[] All { get; } =
    [
        new("AD", IndicatorGroup.Volume, "Chaikin's accumulation/distribution line", Inputs, [], ["value"],
            static _ => 0, static _ => new AccumulationIndicator()),
        new("ADOSC", IndicatorGroup.Volume, "Chaikin's oscillator: fast less slow EMA of the accumulation/distribution line", Inputs,
            [IndicatorParameter.Period(3, name: "fastperiod"), IndicatorParameter.Period(10, name: "slowperiod")], ["value"],
            static p => ChaikinOscillatorIndicator.Lookback(p), static p => new ChaikinOscillatorIndicator(p)),
        new("OBV", IndicatorGroup.Volume, "On-balance volume", IndicatorInputs.Close | IndicatorInputs.Volume, [], ["value"],
            static _ => 0, static _ => new OnBalanceVolumeIndicator()),
    ];
}

namespace CryptoScalp.Rules.Features;

/// <summary>A total to keep, and what it is made of.</summary>
internal readonly struct CandleRolled(CandleSetting setting)
{
    public readonly CandleTotal Total = CandleSettings.Total(setting);
    public readonly int Period = CandleSettings.Period(setting);
    public readonly CandleMeasure Measure = CandleSettings.Measure(setting);
}

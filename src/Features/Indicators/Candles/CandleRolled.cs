namespace CryptoScalp.Rules.Features;

/// <summary>A total to keep, and what it is made of.</summary>
internal readonly struct CandleRolled(CandleSetting setting)
{
    public readonly CandleTotal Total = CandleSettings.Total(setting);
    public readonly int Period = CandleSettings.Period(setting);
    public readonly CandleMeasure Measure = CandleSettings.Measure(setting);

    /// <summary>The total before a candle, added up from the oldest.</summary>
    public double Before(Candle[] candles, int candle, int mask)
    {
        double sum = 0;
        for (int before = Period; before >= 1; before--)
        {
            sum += candles[(candle - before) & mask].Measure(Measure);
        }

        return sum;
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>STOCH and STOCHF: the stochastic range, smoothed (or not), and its average. G. Lane (1957).</summary>
internal sealed class StochasticIndicator(int period, SeriesFilter k, SeriesFilter d) : Indicator(outputs: 2)
{
    private readonly StochasticRange _range = new(period);

    private protected override void Next(in IndicatorBar bar)
    {
        double range = _range.Next(bar.High, bar.Low, bar.Close);
        double smoothed = double.IsNaN(range) ? double.NaN : k.Next(range);
        double average = double.IsNaN(smoothed) ? double.NaN : d.Next(smoothed);
        if (!double.IsNaN(average))
        {
            Emit(smoothed, average);
        }
    }
}

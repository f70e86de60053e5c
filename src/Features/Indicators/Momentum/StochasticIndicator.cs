namespace CryptoScalp.Rules.Features;

/// <summary>STOCH and STOCHF: the stochastic range, smoothed (or not), and its average. G. Lane (1957).</summary>
internal sealed class StochasticIndicator(int period, SeriesFilter k, SeriesFilter d) : Indicator(outputs: 2)
{
    private readonly StochasticRange _range = new(period);

    private protected override void Next(in IndicatorBar bar)
    {
        (double smoothed, double average) = Smoothed(_range.Next(bar.High, bar.Low, bar.Close));
        if (!double.IsNaN(average))
        {
            Emit(smoothed, average);
        }
    }

    private protected override void RunFinite(in IndicatorSeries series, Span<double> output)
    {
        Span<double> smoothed = output[..series.Length];
        Span<double> averages = output[series.Length..];
        _range.Run(series.High, series.Low, series.Close, smoothed, fromTop: false);
        for (int i = 0; i < smoothed.Length; i++)
        {
            (double value, averages[i]) = Smoothed(smoothed[i]);
            smoothed[i] = double.IsNaN(averages[i]) ? double.NaN : value;
        }

        Columns.KeepFinite(output);
    }

    private (double Smoothed, double Average) Smoothed(double range)
    {
        double smoothed = double.IsNaN(range) ? double.NaN : k.Next(range);
        double average = double.IsNaN(smoothed) ? double.NaN : d.Next(smoothed);
        return (smoothed, average);
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>STOCHRSI: the stochastic range of the RSI, and its average. T. Chande and S. Kroll (1994).</summary>
internal sealed class StochasticStrengthIndicator(SeriesFilter strength, int rangePeriod, SeriesFilter d) : Indicator(outputs: 2)
{
    private readonly StochasticRange _range = new(rangePeriod);

    private protected override void Next(in IndicatorBar bar)
    {
        double value = strength.Next(bar.Close);
        double range = double.IsNaN(value) ? double.NaN : _range.Next(value, value, value);
        double average = double.IsNaN(range) ? double.NaN : d.Next(range);
        if (!double.IsNaN(average))
        {
            Emit(range, average);
        }
    }
}

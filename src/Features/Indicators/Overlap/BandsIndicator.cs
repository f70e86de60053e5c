namespace CryptoScalp.Rules.Features;

/// <summary>BBANDS: an average and bands at multiples of the standard deviation. J. Bollinger, Bollinger on Bollinger Bands (2001).</summary>
internal sealed class BandsIndicator(int period, double deviationsUp, double deviationsDown, MovingAverageType type, IndicatorSettings settings) : Indicator(outputs: 3)
{
    private readonly SeriesFilter _average = MovingAverages.Create(type, period, settings);
    private readonly DeviationFilter _deviation = new(period, 1);

    private protected override void Next(in IndicatorBar bar)
    {
        double middle = _average.Next(bar.Close);
        double deviation = _deviation.Next(bar.Close);
        if (!double.IsNaN(middle) && !double.IsNaN(deviation))
        {
            Emit(middle + (deviation * deviationsUp), middle, middle - (deviation * deviationsDown));
        }
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>ADXR: the mean of the average directional index now and period - 1 bars ago.</summary>
internal sealed class DirectionalRatingIndicator(int period) : Indicator
{
    private readonly DirectionalAverage _average = new(period);
    private readonly Ring _last = new(period);

    private protected override void Next(in IndicatorBar bar)
    {
        double average = _average.Next(in bar);
        if (double.IsNaN(average))
        {
            return;
        }

        _last.Push(average);
        if (_last.IsFull)
        {
            Emit((average + _last.Ago(period - 1)) / 2);
        }
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>ADXR: the mean of the average directional index now and period - 1 bars ago.</summary>
internal sealed class DirectionalRatingIndicator(int period) : DirectionalIndicator(period)
{
    private readonly DirectionalAverage _average = new(period);
    private readonly Ring _last = new(period);

    public override void Follow(DirectionalMovement movement)
    {
        double average = _average.Next(movement);
        if (double.IsNaN(average))
        {
            return;
        }

        _last.Push(average);
        if (_last.IsFull)
        {
            Emit((average + _last.Ago(Period - 1)) / 2);
        }
    }
}

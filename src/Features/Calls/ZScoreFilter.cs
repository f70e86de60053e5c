namespace CryptoScalp.Rules.Features;

/// <summary>How many standard deviations of the window a value lies above its mean; the window includes it. None where the window stands still.</summary>
internal sealed class ZScoreFilter(int period) : SeriesFilter
{
    private readonly Moments _moments = new(period);
    private readonly RollingSum _sum = new(period);

    public override double Next(double value)
    {
        _moments.Push(value);
        _sum.Push(value);
        double variance = _moments.Variance;
        return _moments.IsFull && variance > 0 ? (value - (_sum.Value / period)) / Math.Sqrt(variance) : double.NaN;
    }
}

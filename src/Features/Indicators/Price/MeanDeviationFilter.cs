namespace CryptoScalp.Rules.Features;

/// <summary>AVGDEV: two passes over the window, O(period); the deviations are from a mean that moves, so nothing can be carried over.</summary>
internal sealed class MeanDeviationFilter(int period) : SeriesFilter
{
    private readonly Ring _values = new(period);
    private readonly RollingSum _sum = new(period);

    /// <summary>The mean of the window.</summary>
    public double Mean => _sum.Value / period;

    public override double Next(double value)
    {
        _values.Push(value);
        _sum.Push(value);
        return _values.IsFull ? Deviation(Mean) : double.NaN;
    }

    private double Deviation(double mean)
    {
        double sum = 0;
        foreach (double value in _values.Unordered)
        {
            sum += Math.Abs(value - mean);
        }

        return sum / period;
    }
}

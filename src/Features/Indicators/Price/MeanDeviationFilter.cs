namespace CryptoScalp.Rules.Features;

/// <summary>AVGDEV: two passes over the window, O(period); the deviations are from a mean that moves, so nothing can be carried over.</summary>
internal sealed class MeanDeviationFilter(int period) : SeriesFilter
{
    private readonly Ring _values = new(period);

    /// <summary>The mean of the window.</summary>
    public double Mean { get; private set; }

    public override double Next(double value)
    {
        _values.Push(value);
        if (!_values.IsFull)
        {
            return double.NaN;
        }

        Mean = PlainSum() / period;
        return Deviation(Mean);
    }

    /// <summary>In the order of the ring, as TA-Lib adds: in a window that stands still the result is all rounding.</summary>
    private double PlainSum()
    {
        double sum = 0;
        foreach (double value in _values.Unordered)
        {
            sum += value;
        }

        return sum;
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

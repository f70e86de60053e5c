namespace CryptoScalp.Rules.Features;

/// <summary>The least-squares line through the last values, bar by bar.</summary>
internal sealed class LinearFit(int period)
{
    private readonly LinearSums _sums = new(period);
    private readonly double _sumOfAges = period * (period - 1.0) / 2;
    private readonly double _determinant = (double)period * period * (((double)period * period) - 1) / 12;

    public bool IsFull => _sums.IsFull;

    /// <summary>The change of the line from one bar to the next.</summary>
    public double Slope { get; private set; }

    /// <summary>The line at the oldest bar of the window.</summary>
    public double Intercept { get; private set; }

    /// <summary>The line that many bars after the oldest: period - 1 is the newest bar, period the next.</summary>
    public double At(double bar) => Intercept + (Slope * bar);

    public void Push(double value)
    {
        _sums.Push(value);
        Slope = ((_sums.Sum * _sumOfAges) - (_sums.AgeWeighted * period)).Value / _determinant;
        Intercept = (_sums.Sum.Value - (Slope * _sumOfAges)) / period;
    }
}

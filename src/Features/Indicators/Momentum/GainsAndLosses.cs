namespace CryptoScalp.Rules.Features;

/// <summary>Wilder's averages of rises and of falls.</summary>
internal sealed class GainsAndLosses(int period)
{
    private readonly WilderAverage _gains = new(period);
    private readonly WilderAverage _losses = new(period);
    private double _previous = double.NaN;

    /// <summary>NaN while warming up.</summary>
    public double Gain { get; private set; } = double.NaN;

    /// <summary>Positive; NaN while warming up.</summary>
    public double Loss { get; private set; } = double.NaN;

    public void Next(double value)
    {
        if (!double.IsNaN(_previous))
        {
            double change = value - _previous;
            Gain = _gains.Next(Math.Max(change, 0));
            Loss = _losses.Next(Math.Max(-change, 0));
        }

        _previous = value;
    }
}

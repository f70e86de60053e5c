namespace CryptoScalp.Rules.Features;

/// <summary>The price averaged over four bars with the weights 4, 3, 2, 1.</summary>
/// <remarks>
/// Two running sums, in TA-Lib's order of additions: a price that stands still leaves the transform nothing but their rounding, and everything
/// after it follows that. They drift by an ulp a bar at random, 1e-13 of the price in a million bars.
/// </remarks>
internal sealed class SmoothedPrice
{
    private readonly Ring _prices = new(4);
    private double _sum;
    private double _weighted;
    private double _leaving;
    private int _seen;

    /// <summary>0 for the first three prices.</summary>
    public double Next(double price)
    {
        _prices.Push(price);
        if (_seen < 3)
        {
            _seen++;
            _sum += price;
            _weighted += price * _seen;
            return 0;
        }

        _sum += price;
        _sum -= _leaving;
        _weighted += price * 4;
        _leaving = _prices.Ago(3);
        double smoothed = _weighted * 0.1;
        _weighted -= _sum;
        return smoothed;
    }
}

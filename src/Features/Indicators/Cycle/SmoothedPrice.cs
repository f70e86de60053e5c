namespace CryptoScalp.Rules.Features;

/// <summary>The price averaged over four bars with the weights 4, 3, 2, 1.</summary>
/// <remarks>
/// Two running sums, in TA-Lib's order of additions: a price that stands still leaves the transform nothing but their rounding, and everything
/// after it follows that. They drift by an ulp a bar at random, so they are added up afresh after so many bars that no series of TA-Lib's is as long: else
/// the phasor of a price of 60,000 is 2e-9 off after a million bars.
/// </remarks>
internal sealed class SmoothedPrice
{
    private const int Refresh = 1 << 16;

    private readonly Ring _prices = new(4);
    private double _sum;
    private double _weighted;
    private double _leaving;
    private int _seen;
    private int _rolled;

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
        if (++_rolled == Refresh)
        {
            AddUp();
        }

        return smoothed;
    }

    private void AddUp()
    {
        _rolled = 0;
        _sum = _prices.Ago(3) + _prices.Ago(2) + _prices.Ago(1) + _prices.Ago(0);
        _weighted = _prices.Ago(2) + (2 * _prices.Ago(1)) + (3 * _prices.Ago(0));
    }
}

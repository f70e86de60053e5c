namespace CryptoScalp.Rules.Features;

/// <summary>The price averaged over its dominant cycle, which removes the cycle, then smoothed over four bars.</summary>
internal sealed class InstantTrendline
{
    private readonly RecentValues _prices = new(HilbertCycle.LongestPeriod);
    private double _last1;
    private double _last2;
    private double _last3;

    /// <summary>Must see every price, also those before the transform begins.</summary>
    public void Observe(double price) => _prices.Push(price);

    public double Next(int period)
    {
        double sum = 0;
        foreach (double price in _prices.Newest(period))
        {
            sum += price;
        }

        double average = period > 0 ? sum / period : 0;
        double trendline = ((4 * average) + (3 * _last1) + (2 * _last2) + _last3) / 10;
        (_last1, _last2, _last3) = (average, _last1, _last2);
        return trendline;
    }
}

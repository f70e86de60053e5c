namespace CryptoScalp.Rules.Features;

/// <summary>Where a price stands between the lowest low and the highest high of a window: 0 to 100, 0 when they are the same.</summary>
internal sealed class StochasticRange(int period)
{
    private readonly SlidingExtreme _lowest = new(period, highest: false);
    private readonly SlidingExtreme _highest = new(period, highest: true);

    /// <summary>NaN while warming up.</summary>
    public double Next(double high, double low, double close)
    {
        _highest.Push(high);
        _lowest.Push(low);
        if (!_highest.IsFull)
        {
            return double.NaN;
        }

        double range = (_highest.Value - _lowest.Value) / 100;
        return range == 0 ? 0 : (close - _lowest.Value) / range;
    }

    /// <summary>The same from the top: -100 to 0.</summary>
    public double NextFromTop(double high, double low, double close)
    {
        _highest.Push(high);
        _lowest.Push(low);
        if (!_highest.IsFull)
        {
            return double.NaN;
        }

        double range = (_highest.Value - _lowest.Value) / -100;
        return range == 0 ? 0 : (_highest.Value - close) / range;
    }
}

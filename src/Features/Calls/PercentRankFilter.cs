namespace CryptoScalp.Rules.Features;

/// <summary>The share of the window below a value, equals counting half: 0 to 1. The window includes the value; O(window).</summary>
internal sealed class PercentRankFilter(int period) : SeriesFilter
{
    private readonly Ring _values = new(period);

    public override double Next(double value)
    {
        _values.Push(value);
        if (!_values.IsFull)
        {
            return double.NaN;
        }

        int twice = 0;
        foreach (double other in _values.Unordered)
        {
            twice += other < value ? 2 : other == value ? 1 : 0;
        }

        return twice / (2.0 * period);
    }
}

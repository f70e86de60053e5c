namespace CryptoScalp.Rules.Features;

/// <summary>A filter that starts some values late.</summary>
/// <remarks>TA-Lib starts the averages that it compares so that their first values fall on the same bar; for a recursive average that changes its seed.</remarks>
internal sealed class DelayedFilter(SeriesFilter filter, int delay) : SeriesFilter
{
    private int _left = delay;

    public override double Next(double value)
    {
        if (_left > 0)
        {
            _left--;
            return double.NaN;
        }

        return filter.Next(value);
    }
}

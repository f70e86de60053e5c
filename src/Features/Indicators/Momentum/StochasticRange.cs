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
        return _highest.IsFull ? FromBottom(_highest.Value, _lowest.Value, close) : double.NaN;
    }

    /// <summary>The same from the top: -100 to 0.</summary>
    public double NextFromTop(double high, double low, double close)
    {
        _highest.Push(high);
        _lowest.Push(low);
        return _highest.IsFull ? FromTop(_highest.Value, _lowest.Value, close) : double.NaN;
    }

    /// <summary>All rows of columns; those without a window are NaN.</summary>
    public void Run(ReadOnlySpan<double> highs, ReadOnlySpan<double> lows, ReadOnlySpan<double> closes, Span<double> results, bool fromTop)
    {
        WindowExtreme highest = new(highs, period, highest: true);
        WindowExtreme lowest = new(lows, period, highest: false);
        results[..Math.Min(period - 1, results.Length)].Fill(double.NaN);
        for (int i = period - 1; i < closes.Length; i++)
        {
            highest.MoveTo(i);
            lowest.MoveTo(i);
            results[i] = fromTop ? FromTop(highest.Value, lowest.Value, closes[i]) : FromBottom(highest.Value, lowest.Value, closes[i]);
        }
    }

    private static double FromBottom(double highest, double lowest, double close)
    {
        double range = (highest - lowest) / 100;
        return range == 0 ? 0 : (close - lowest) / range;
    }

    private static double FromTop(double highest, double lowest, double close)
    {
        double range = (highest - lowest) / -100;
        return range == 0 ? 0 : (highest - close) / range;
    }
}

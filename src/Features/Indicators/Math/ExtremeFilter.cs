namespace CryptoScalp.Rules.Features;

/// <summary>MAX, MIN.</summary>
internal sealed class ExtremeFilter(int period, bool highest) : SeriesFilter
{
    private readonly SlidingExtreme _extreme = new(period, highest);

    public override double Next(double value)
    {
        _extreme.Push(value);
        return _extreme.IsFull ? _extreme.Value : double.NaN;
    }

    public override void Run(ReadOnlySpan<double> values, Span<double> results)
    {
        WindowExtreme extreme = new(values, period, highest);
        results[..Math.Min(period - 1, results.Length)].Fill(double.NaN);
        for (int i = period - 1; i < values.Length; i++)
        {
            extreme.MoveTo(i);
            results[i] = extreme.Value;
        }
    }
}

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
}

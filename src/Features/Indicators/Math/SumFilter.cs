namespace CryptoScalp.Rules.Features;

/// <summary>SUM.</summary>
internal sealed class SumFilter(int period) : SeriesFilter
{
    private readonly RollingSum _sum = new(period);

    public override double Next(double value)
    {
        _sum.Push(value);
        return _sum.IsFull ? _sum.Value : double.NaN;
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>Simple moving average.</summary>
internal sealed class SmaFilter(int period) : SeriesFilter
{
    private readonly RollingSum _sum = new(period);

    public override double Next(double value)
    {
        _sum.Push(value);
        return _sum.IsFull ? _sum.Value / period : double.NaN;
    }
}

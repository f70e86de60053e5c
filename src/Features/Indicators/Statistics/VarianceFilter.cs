namespace CryptoScalp.Rules.Features;

/// <summary>VAR.</summary>
internal sealed class VarianceFilter(int period) : SeriesFilter
{
    private readonly Moments _moments = new(period);

    public override double Next(double value)
    {
        _moments.Push(value);
        return _moments.IsFull ? _moments.Variance : double.NaN;
    }
}

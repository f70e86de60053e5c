namespace CryptoScalp.Rules.Features;

/// <summary>STDDEV: the standard deviation times a factor.</summary>
internal sealed class DeviationFilter(int period, double factor) : SeriesFilter
{
    private readonly VarianceFilter _variance = new(period);

    public override double Next(double value) => Math.Sqrt(_variance.Next(value)) * factor;
}

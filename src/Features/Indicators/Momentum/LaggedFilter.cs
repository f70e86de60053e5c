namespace CryptoScalp.Rules.Features;

/// <summary>MOM, ROC, ROCP, ROCR, ROCR100: a value against the one a period before.</summary>
/// <param name="compare">From the older and the newer value.</param>
internal sealed class LaggedFilter(int period, Func<double, double, double> compare) : SeriesFilter
{
    private readonly Ring _values = new(period + 1);

    public override double Next(double value)
    {
        _values.Push(value);
        return _values.IsFull ? compare(_values.Ago(period), value) : double.NaN;
    }
}

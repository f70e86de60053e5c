namespace CryptoScalp.Rules.Features;

/// <summary>LINEARREG, LINEARREG_ANGLE, LINEARREG_INTERCEPT, LINEARREG_SLOPE, TSF: what one asks of the fitted line.</summary>
internal sealed class LinearFitFilter(int period, Func<LinearFit, double> question) : SeriesFilter
{
    private readonly LinearFit _fit = new(period);

    public override double Next(double value)
    {
        _fit.Push(value);
        return _fit.IsFull ? question(_fit) : double.NaN;
    }
}

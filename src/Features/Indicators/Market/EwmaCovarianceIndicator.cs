namespace CryptoScalp.Rules.Features;

/// <summary>EWMA_COV: exponentially weighted covariance of the log returns of two series, with their correlation and the second's beta to the first.</summary>
/// <remarks>Means are taken as zero, as is usual for short bars. The correlation and beta are absent where a series stands still.</remarks>
internal sealed class EwmaCovarianceIndicator(double halfLife) : Indicator(outputs: 3)
{
    private readonly LogReturn _first = new();
    private readonly LogReturn _second = new();
    private readonly double _kept = Math.Exp(-Math.Log(2) / halfLife);
    private double _xx;
    private double _yy;
    private double _xy;
    private int _seen;

    private protected override void Next(in IndicatorBar bar)
    {
        (double x, double y) = (_first.Next(bar.Close), _second.Next(bar.Second));
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return;
        }

        _seen = Math.Min(_seen + 1, int.MaxValue - 1);
        double weight = Math.Max(1 - _kept, 1.0 / _seen);
        _xx += weight * ((x * x) - _xx);
        _yy += weight * ((y * y) - _yy);
        _xy += weight * ((x * y) - _xy);
        if (_seen >= halfLife)
        {
            Emit(_xy, Math.Clamp(_xy / Math.Sqrt(_xx) / Math.Sqrt(_yy), -1, 1), _xy / _xx);
        }
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>REALISED_COV: the sum of the products of two series' log returns over the window, scaled to a horizon; with their correlation and the second's beta to the first.</summary>
/// <remarks>Means are taken as zero. Correlation and beta are absent where a series stands still. O. Barndorff-Nielsen and N. Shephard (2004).</remarks>
internal sealed class RealisedCovarianceIndicator(int period, double horizon) : Indicator(outputs: 3)
{
    private readonly LogReturn _first = new();
    private readonly LogReturn _second = new();
    private readonly RollingSum _xx = new(period);
    private readonly RollingSum _yy = new(period);
    private readonly RollingSum _xy = new(period);

    private protected override void Next(in IndicatorBar bar)
    {
        (double x, double y) = (_first.Next(bar.Close), _second.Next(bar.Second));
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return;
        }

        _xx.Push(x * x);
        _yy.Push(y * y);
        _xy.Push(x * y);
        if (_xy.IsFull)
        {
            Emit(_xy.Value * horizon / period, Math.Clamp(_xy.Value / Math.Sqrt(_xx.Value) / Math.Sqrt(_yy.Value), -1, 1), _xy.Value / _xx.Value);
        }
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>ROLLING_CORRELATION, ROLLING_BETA: how the log returns of two series move together over a window; a cell of <see cref="RollingMatrix"/> of returns, the same number.</summary>
/// <remarks>Absent where a series that is divided by stands still. O(1) a bar and without drift.</remarks>
internal sealed class RollingPairIndicator(int period, bool beta) : Indicator
{
    private readonly LogReturn _first = new();
    private readonly LogReturn _second = new();
    private readonly CoMoments _moments = new(period);

    private protected override void Next(in IndicatorBar bar)
    {
        (double x, double y) = (_first.Next(bar.Close), _second.Next(bar.Second));
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return;
        }

        _moments.Push(x, y);
        if (_moments.IsFull)
        {
            Emit(beta ? Beta() : _moments.Correlation);
        }
    }

    private double Beta() => _moments.VarianceY > 0 ? _moments.Covariance / _moments.VarianceY : double.NaN;
}

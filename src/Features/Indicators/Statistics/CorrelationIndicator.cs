namespace CryptoScalp.Rules.Features;

/// <summary>CORREL: Pearson's correlation of the window; 0 when a series stands still.</summary>
internal sealed class CorrelationIndicator(int period) : Indicator
{
    private readonly CoMoments _moments = new(period);

    private protected override void Next(in IndicatorBar bar)
    {
        _moments.Push(bar.Close, bar.Second);
        if (!_moments.IsFull)
        {
            return;
        }

        double scale = Math.Sqrt(Math.Max(0, _moments.VarianceX)) * Math.Sqrt(Math.Max(0, _moments.VarianceY));
        Emit(scale > 0 ? _moments.Covariance / scale : 0);
    }
}

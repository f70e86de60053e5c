namespace CryptoScalp.Rules.Features;

/// <summary>EWMA_VOL: the root of the exponentially weighted mean square of log returns, scaled to a horizon.</summary>
internal sealed class EwmaVolatilityIndicator(double halfLife, double horizon) : Indicator
{
    private readonly LogReturn _return = new();
    private readonly EwmaVariance _variance = new(halfLife);

    private protected override void Next(in IndicatorBar bar)
    {
        double change = _return.Next(bar.Close);
        if (double.IsNaN(change))
        {
            return;
        }

        _variance.Push(change);
        if (_variance.IsWarm)
        {
            Emit(Math.Sqrt(_variance.Value * horizon));
        }
    }
}

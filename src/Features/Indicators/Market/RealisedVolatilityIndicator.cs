namespace CryptoScalp.Rules.Features;

/// <summary>REALISED_VOL: the root of the sum of squared log returns of the window, scaled to a horizon by the root of time.</summary>
/// <remarks>Andersen, Bollerslev, Diebold and Labys (2003). A horizon equal to the period gives the plain realised volatility of the window.</remarks>
internal sealed class RealisedVolatilityIndicator(int period, double horizon) : Indicator
{
    private readonly LogReturn _return = new();
    private readonly RollingSum _squares = new(period);

    private protected override void Next(in IndicatorBar bar)
    {
        double change = _return.Next(bar.Close);
        if (double.IsNaN(change))
        {
            return;
        }

        _squares.Push(change * change);
        if (_squares.IsFull)
        {
            Emit(Math.Sqrt(Math.Max(0, _squares.Value) * horizon / period));
        }
    }
}

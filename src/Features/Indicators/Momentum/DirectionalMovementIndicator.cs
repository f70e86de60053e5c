namespace CryptoScalp.Rules.Features;

/// <summary>PLUS_DM, MINUS_DM, PLUS_DI, MINUS_DI: one number of the directional movement.</summary>
internal sealed class DirectionalMovementIndicator(int period, int lookback, Func<DirectionalMovement, double> number) : Indicator
{
    private readonly DirectionalMovement _movement = new(period);

    private protected override void Next(in IndicatorBar bar)
    {
        _movement.Next(in bar);
        if (_movement.Movements >= lookback)
        {
            Emit(number(_movement));
        }
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>PLUS_DM, MINUS_DM, PLUS_DI, MINUS_DI: one number of the directional movement.</summary>
internal sealed class DirectionalMovementIndicator(int period, int lookback, Func<DirectionalMovement, double> number) : DirectionalIndicator(period)
{
    public override void Follow(DirectionalMovement movement)
    {
        if (movement.Movements >= lookback)
        {
            Emit(number(movement));
        }
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>ADX.</summary>
internal sealed class DirectionalAverageIndicator(int period) : DirectionalIndicator(period)
{
    private readonly DirectionalAverage _average = new(period);

    public override void Follow(DirectionalMovement movement) => Emit(_average.Next(movement));
}

namespace CryptoScalp.Rules.Features;

/// <summary>What the directional functions share: the movement of one period.</summary>
internal abstract class DirectionalIndicator(int period) : Indicator
{
    private readonly DirectionalMovement _own = new(period);

    /// <summary>Functions of one period can share a movement.</summary>
    public int Period => period;

    /// <summary>Follows a movement that has just taken in a bar.</summary>
    public abstract void Follow(DirectionalMovement movement);

    private protected override void Next(in IndicatorBar bar)
    {
        _own.Next(in bar);
        Follow(_own);
    }
}

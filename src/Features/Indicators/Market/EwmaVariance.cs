namespace CryptoScalp.Rules.Features;

/// <summary>The exponentially weighted mean square of returns; the weight halves every so many bars. RiskMetrics Technical Document, 4th ed. (1996), with a half-life for its lambda.</summary>
internal sealed class EwmaVariance(double halfLife)
{
    private readonly double _kept = Math.Exp(-Math.Log(2) / halfLife);
    private int _seen;

    /// <summary>As many returns as the half-life have come.</summary>
    public bool IsWarm => _seen >= halfLife;

    /// <summary>Square of a log return per bar; 0 before the first.</summary>
    public double Value { get; private set; }

    /// <summary>The first squares are averaged plainly until the weight of a new one falls to the standing weight, so nothing is seeded by a single return.</summary>
    public void Push(double change)
    {
        _seen = Math.Min(_seen + 1, int.MaxValue - 1);
        double weight = Math.Max(1 - _kept, 1.0 / _seen);
        Value += weight * ((change * change) - Value);
    }
}

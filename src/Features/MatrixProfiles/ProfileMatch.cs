namespace CryptoScalp.Rules.Features;

/// <summary>A window and how far it lies from what was looked for.</summary>
/// <param name="Start">The first value of the window, from 0.</param>
public readonly record struct ProfileMatch(int Start, double Distance)
{
    /// <summary>1 for the same shape, towards 0 the farther: 1 / (1 + distance).</summary>
    public double Similarity => 1 / (1 + Distance);
}

namespace CryptoScalp.Rules.Features;

/// <summary>How one side of a parabolic SAR speeds up.</summary>
/// <param name="Initial">The factor after a reversal.</param>
/// <param name="Step">Added at each new extreme.</param>
/// <param name="Maximum">Never exceeded.</param>
internal readonly record struct SarAcceleration(double Initial, double Step, double Maximum)
{
    public double First => Math.Min(Initial, Maximum);

    public double After(double factor) => Math.Min(factor + Math.Min(Step, Maximum), Maximum);
}

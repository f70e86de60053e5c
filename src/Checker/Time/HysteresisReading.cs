using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker;

internal static class HysteresisReading
{
    /// <summary>The comparison with the threshold to exit in the place of the one to enter.</summary>
    public static BoundComparison AtExit(this BoundComparison comparison) => comparison.Hysteresis!.EnterOnRight
        ? comparison with { Right = comparison.Hysteresis.Exit, Hysteresis = null }
        : comparison with { Left = comparison.Hysteresis.Exit, Hysteresis = null };
}

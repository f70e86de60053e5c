namespace CryptoScalp.Rules.Verification;

/// <summary>A point that the engine was asked about.</summary>
/// <param name="Point">With the values that the language can hold.</param>
/// <param name="Moved">Its state.</param>
/// <param name="Replayed">What the engine makes of it.</param>
internal sealed record TriedPoint(MovedPoint Point, MovedState Moved, ReplayedState Replayed);

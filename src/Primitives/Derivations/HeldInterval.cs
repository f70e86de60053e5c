namespace CryptoScalp.Rules.Primitives;

/// <summary>When something held: from a moment, included, to a moment at which it no longer did; <paramref name="To"/> is null while it still holds.</summary>
/// <remarks>An event is an interval whose two ends are the same moment.</remarks>
public readonly record struct HeldInterval(EventTime From, EventTime? To);

namespace CryptoScalp.Rules.Primitives;

/// <summary>When something held: from a moment, included, to a moment at which it no longer did; <paramref name="To"/> is null while it still holds.</summary>
/// <remarks>An event is an interval whose two ends are the same moment.</remarks>
public readonly record struct HeldInterval(EventTime From, EventTime? To)
{
    /// <summary>As proofs say it: <c>happened at 7</c>, <c>has held since 7</c>, <c>held from 7 until 9</c>.</summary>
    public override string ToString() => To is not { } to ? $"has held since {From}" : to == From ? $"happened at {From}" : $"held from {From} until {to}";
}

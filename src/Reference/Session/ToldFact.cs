using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>How a given row came to be.</summary>
/// <param name="At">The event time at which it was last told; null for one of the program's own text.</param>
/// <param name="Origin">By what, as recorded; null where nobody noted it.</param>
public sealed record ToldFact(EventTime? At, string? Origin);

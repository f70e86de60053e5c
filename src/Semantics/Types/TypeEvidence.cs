using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>One reason why something has a type.</summary>
/// <param name="Type">The type.</param>
/// <param name="Span">The place that says so.</param>
/// <param name="Why">Reads after the type: "column 2 of 'quote'".</param>
/// <param name="IsDeclared">True when a declaration stands behind it.</param>
internal sealed record TypeEvidence(BoundType Type, SourceSpan Span, string Why, bool IsDeclared)
{
    public string Label => $"{Type} here: {Why}";
}

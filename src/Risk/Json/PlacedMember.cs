using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>A member of a JSON object; the span is that of its name.</summary>
internal readonly record struct PlacedMember(string Name, SourceSpan Span, PlacedValue Value);

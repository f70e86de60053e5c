using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>How a rule reads a predicate.</summary>
internal enum DependencyKind : byte
{
    Positive,
    Aggregated,
    Negated,
}

/// <summary>The head's predicate reads another, at a place.</summary>
internal readonly record struct DependencyEdge(int From, int To, DependencyKind Kind, SourceSpan Span);

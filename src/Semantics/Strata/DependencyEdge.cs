using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>How a rule reads a predicate.</summary>
internal enum DependencyKind : byte
{
    Positive,
    Aggregated,
    Negated,

    /// <summary>Through a window or a temporal literal: the history of what is read must not depend on the reader.</summary>
    Temporal,
}

/// <summary>The head's predicate reads another, at a place.</summary>
internal readonly record struct DependencyEdge(int From, int To, DependencyKind Kind, SourceSpan Span);

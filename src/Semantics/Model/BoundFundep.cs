using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary><c>fundep([Source…], [Target…])</c>: rows that agree in the source columns agree in the target columns.</summary>
/// <param name="Source">Column indexes, ascending; none when all rows agree.</param>
/// <param name="Target">Column indexes, ascending.</param>
/// <param name="Text">As declared.</param>
/// <param name="Span">Where it is declared.</param>
public sealed record BoundFundep(ImmutableArray<int> Source, ImmutableArray<int> Target, string Text, SourceSpan Span)
{
    /// <summary>The sentence about two rows that break it, the lesser first.</summary>
    public BrokenPromise BrokenBy(Fact first, Fact second) =>
        BrokenPromise.Of(EvaluationDiagnostics.BrokenFundep, first, second, first.Predicate, Text, Span.ToLocation());
}

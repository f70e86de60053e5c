using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary><c>limit(n)</c>: of a derived predicate the rows that rules derive and nobody gives; of any other, and of one whose rows are combined, all rows.</summary>
/// <param name="Rows">At most so many, 1 or more.</param>
/// <param name="Span">Where it is declared.</param>
public sealed record BoundLimit(long Rows, SourceSpan Span)
{
    /// <summary>The sentence about a predicate that has more.</summary>
    public BrokenPromise BrokenBy(string predicate) => BrokenPromise.Of(EvaluationDiagnostics.BrokenLimit, predicate, Rows, Span.ToLocation());
}

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary><c>range([Score], [0, 1])</c>: the values of a column lie between two bounds, both included.</summary>
/// <param name="Column">The column's index.</param>
/// <param name="Low">Of the column's type, not above <paramref name="High"/>.</param>
/// <param name="High">Of the column's type.</param>
/// <param name="Text">As declared.</param>
/// <param name="Span">Where it is declared.</param>
public sealed record BoundRange(int Column, Value Low, Value High, string Text, SourceSpan Span)
{
    /// <summary>True when the value is of the bounds' kind and between them.</summary>
    public bool Holds(Value value) => value.Kind == Low.Kind && value.CompareTo(Low) >= 0 && value.CompareTo(High) <= 0;

    /// <summary>The sentence about a row with a value outside.</summary>
    public BrokenPromise BrokenBy(Fact row) =>
        BrokenPromise.Of(EvaluationDiagnostics.BrokenRange, row, row.Arguments[Column], row.Predicate, Text, Span.ToLocation());
}

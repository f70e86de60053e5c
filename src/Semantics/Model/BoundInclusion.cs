using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary><c>inclusion [p(X, /a, _)]</c>: for every row there is a row of another predicate.</summary>
/// <param name="Predicate">The other predicate's id.</param>
/// <param name="Terms">One for each of its columns.</param>
/// <param name="Text">As declared.</param>
/// <param name="Span">Where it is declared.</param>
public sealed record BoundInclusion(int Predicate, ImmutableArray<InclusionTerm> Terms, string Text, SourceSpan Span)
{
    /// <summary>The sentence about a row whose promised row is missing.</summary>
    /// <param name="row">The row.</param>
    /// <param name="other">The other predicate's name.</param>
    public BrokenPromise BrokenBy(Fact row, string other)
    {
        IEnumerable<string> wanted = Terms.Select(t => t.IsAny ? "_" : (t.Constant ?? row.Arguments[t.Column]).ToString());
        return BrokenPromise.Of(EvaluationDiagnostics.BrokenInclusion, row, $"{other}({string.Join(", ", wanted)})", row.Predicate, Text, Span.ToLocation());
    }
}

/// <summary>What a column of the other predicate must hold: the value of a column of the row, a constant, or anything.</summary>
/// <param name="Column">The row's column; -1 when it is a constant or anything.</param>
/// <param name="Constant">The constant; null when it is a column or anything.</param>
public readonly record struct InclusionTerm(int Column, Value? Constant)
{
    /// <summary>Anything will do.</summary>
    public bool IsAny => Column < 0 && Constant is null;
}

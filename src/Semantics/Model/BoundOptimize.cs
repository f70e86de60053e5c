using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary><c>optimize head maximize term subject to body.</c>: part of a linear problem whose solution is published as the rows of the head's predicate. It changes no result of the rules.</summary>
/// <remarks>
/// All statements of one predicate are one problem. Its unknowns are the last columns of the predicate's rows, one for each key that the bodies without a row of
/// the predicate give. The objective is the sum of all objectives over all substitutions of their bodies; every limit holds for every substitution.
/// </remarks>
public sealed record BoundOptimize
{
    /// <summary>What is published: declared, extensional, with all columns but the last as its key and a numeric last column.</summary>
    public required int Predicate { get; init; }

    /// <summary>Rows of the predicate that the statement speaks of, the head's first. The last argument of each is a variable: an unknown.</summary>
    public required ImmutableArray<BoundAtom> Rows { get; init; }

    /// <summary>Conditions, without unknowns.</summary>
    public required ImmutableArray<BoundLiteral> Body { get; init; }

    /// <summary>Comparisons (<c>&lt;=</c>, <c>&gt;=</c>, <c>=</c>) of expressions with unknowns.</summary>
    public required ImmutableArray<BoundComparison> Limits { get; init; }

    /// <summary>Variables of limits that stand for <c>sum(term)</c>: the term added up over all substitutions.</summary>
    public required ImmutableArray<KeyValuePair<int, BoundExpression>> Sums { get; init; }

    public required bool IsMaximized { get; init; }

    public required BoundExpression Objective { get; init; }

    /// <summary>Slot to variable name; wildcards and lowered expressions get names that start with <c>_</c>.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    public required SourceSpan Span { get; init; }

    /// <summary>True when the keys come from the body: no other row of the predicate is spoken of.</summary>
    public bool GivesKeys => Rows.Length == 1;

    /// <summary>The slots of the unknowns, one per row.</summary>
    public IEnumerable<int> Unknowns => Rows.Select(static r => ((BoundVariable)r.Arguments[^1]).Slot);
}

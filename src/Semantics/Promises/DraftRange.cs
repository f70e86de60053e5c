using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>A <c>range(…)</c> of one column whose types are still being found.</summary>
internal sealed record DraftRange(int Column, DraftExpression Low, DraftExpression High, string Text, SourceSpan Span)
{
    /// <summary>Atoms that hold a bound in the column: the bounds then have its type.</summary>
    public IEnumerable<DraftLiteral> Atoms(PredicateSymbol symbol)
    {
        foreach (DraftExpression bound in new[] { Low, High })
        {
            ImmutableArray<DraftExpression> arguments = [.. Enumerable.Range(0, symbol.Arity).Select(column => column == Column ? bound : new DraftVariable(column, "_", Span, new TypeNode()))];
            yield return new DraftAtom(symbol, isNegated: false, arguments, bound.Span);
        }
    }
}

using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Makes one row of all the reasons for it, in an order of its own, so that theirs cannot matter.</summary>
internal abstract class RowCombiner(BoundPredicate predicate, int column)
{
    /// <summary>The column that is combined.</summary>
    public int Column => column;

    public BoundPredicate Predicate => predicate;

    /// <summary>The columns that identify a row.</summary>
    public int[] KeyColumns { get; } = [.. Enumerable.Range(0, predicate.Arity).Where(c => c != column)];

    /// <summary>As declared, for proofs.</summary>
    public abstract string How { get; }

    /// <summary>The combined value; null when there is no row. <paramref name="parts"/> are of one key, at least one.</summary>
    /// <exception cref="BrokenPromiseException">The parts cannot be combined.</exception>
    public abstract Value? Combine(IReadOnlyList<RowPart> parts, out ProofSet? proofs);

    /// <summary>True when this part by itself is a reason for the whole row.</summary>
    public virtual bool Supports(RowPart part, Value whole) => part.Row[column] == whole;

    /// <summary>What each reason gives, smallest first.</summary>
    protected Value[] Values(IReadOnlyList<RowPart> parts)
    {
        Value[] values = [.. parts.Select(p => p.Row[column])];
        Array.Sort(values);
        return values;
    }
}

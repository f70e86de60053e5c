using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Makes one row of all the reasons for it, in an order of its own, so that theirs cannot matter.</summary>
internal abstract class RowCombiner(PlannedPredicate predicate, int column)
{
    /// <summary>The column that is combined.</summary>
    public int Column => column;

    public PlannedPredicate Predicate => predicate;

    /// <summary>The columns that identify a row.</summary>
    public int[] KeyColumns { get; } = [.. Enumerable.Range(0, predicate.Arity).Where(c => c != column)];

    /// <summary>As declared, for proofs.</summary>
    public abstract string How { get; }

    /// <summary>Null for a plain predicate.</summary>
    /// <param name="predicate">The predicate.</param>
    /// <param name="evaluator">Runs the rules that a merge may consist of.</param>
    public static RowCombiner? Of(PlannedPredicate predicate, RuleEvaluator evaluator) => predicate switch
    {
        { Tag: { } tag } => new TagCombiner(predicate, tag),
        { Merge: { } merge } => new MergeCombiner(predicate, merge, evaluator),
        _ => null,
    };

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

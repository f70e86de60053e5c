using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>What a view remembers of its source. Immutable: a transaction that is rolled back leaves the one before.</summary>
internal abstract class History
{
    /// <summary>Nothing is remembered yet.</summary>
    public static History Empty(BoundView view) => view.IsWindow ? new EventHistory(view, []) : new PresenceHistory(view, []);

    /// <summary>The history after a transaction.</summary>
    /// <param name="source">The source after the transaction.</param>
    /// <param name="events">Rows whose event this transaction is, with the time of each.</param>
    /// <param name="now">The transaction's time, not before that of the one before.</param>
    public abstract History Advance(Relation source, IReadOnlyList<RowEvent> events, long now);

    /// <summary>The view's rows at a time not before the last transaction's.</summary>
    public abstract Relation ToRelation(long now);

    /// <summary>The first moment after <paramref name="now"/> at which the view's rows may differ although nothing happens; null when there is none.</summary>
    public abstract long? NextChange(long now);

    /// <summary>When what a row of the view stands for happened or held.</summary>
    public abstract HeldInterval IntervalOf(Value[] row, long now);

    /// <summary>Events or intervals remembered; part of the budget of a state.</summary>
    public abstract long Size { get; }

    /// <summary>The least of both that lies after now.</summary>
    protected static long? Sooner(long? best, long candidate, long now) =>
        candidate > now && candidate != long.MaxValue && (best is null || candidate < best) ? candidate : best;
}

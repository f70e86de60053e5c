using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Keeps the rows of one view of the past up to date: a relation that changes as its source does, and as time passes.</summary>
/// <remarks>
/// A transaction calls <see cref="Advance"/> once, when the source is final, and then <see cref="Commit"/> or, when the relations have been rolled back,
/// <see cref="RollBack"/>. Shown rows are given rows of <see cref="Target"/>, so joins, denials and groups see ordinary changes.
/// </remarks>
internal abstract class PastView(Table source, Table target)
{
    public Table Source => source;

    public Table Target => target;

    /// <summary>Events or intervals remembered; part of the budget of a state.</summary>
    public abstract long Size { get; }

    public static PastView Of(PlannedPredicate predicate, EngineState state)
    {
        BoundView view = predicate.View!;
        (Table source, Table target) = (state.Relations[view.Source], state.Relations[predicate.Id]);
        return view.Kind switch
        {
            ViewKind.Interval or ViewKind.Tumbling => new WindowView(view, source, target),
            ViewKind.Rows => new LastRowsView(view, source, target, state.Interner),
            _ => new PresenceView(view, source, target),
        };
    }

    /// <summary>Shows the rows of the new state.</summary>
    /// <param name="events">What was asserted in this transaction.</param>
    /// <param name="now">The transaction's time, not before that of the one before.</param>
    public abstract void Advance(SourceEvents events, long now);

    /// <summary>The first moment after <paramref name="after"/> at which the rows may differ although nothing happens; null when there is none.</summary>
    public abstract long? NextChange(long after);

    /// <summary>When what a shown row stands for happened or held.</summary>
    public abstract HeldInterval IntervalOf(int row);

    /// <summary>When a row last held, shown or not; null where no span of it is remembered, and for events.</summary>
    public virtual HeldInterval? LastSpanOf(Value[] row, Interner interner) => null;

    /// <summary>The last rows that time took away; null for a view that loses none to time.</summary>
    public virtual GoneRows? Gone => null;

    public abstract void Commit();

    public abstract void RollBack();

    /// <summary>Marks interned values that only the view holds.</summary>
    public virtual void MarkInterned(Interner interner)
    {
    }

    protected void Show(int row, long time)
    {
        if (!Target.IsGiven(row) || Target.TimeOf(row) != time)
        {
            Target.SetGiven(row, true, time);
        }
    }

    protected void Hide(int row)
    {
        if (Target.IsGiven(row))
        {
            Target.SetGiven(row, false, 0);
        }
    }
}

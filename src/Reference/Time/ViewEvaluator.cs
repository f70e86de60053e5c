using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Computes the views of histories within one evaluation.</summary>
internal sealed class ViewEvaluator(ImmutableArray<BoundPredicate> predicates)
{
    private readonly ILookup<int, BoundPredicate> _viewsOf = predicates.Where(static p => p.View is not null).ToLookup(static p => p.View!.Source);

    public History?[] Empty() => [.. predicates.Select(static p => p.View is { } view ? History.Empty(view) : null)];

    /// <summary>Brings the views of a source up to date; its relation is final.</summary>
    public void Run(int source, EvaluationContext context, EvaluatedState? before, InputChanges changes, History?[] histories)
    {
        if (!_viewsOf.Contains(source))
        {
            return;
        }

        IReadOnlyList<RowEvent> events = EventsOf(source, context, before, changes);
        foreach (BoundPredicate predicate in _viewsOf[source])
        {
            int id = predicate.Id;
            long now = context.Now.Nanoseconds;
            histories[id] = histories[id]!.Advance(context.Relations[source], events, now);
            Relation fresh = histories[id]!.ToRelation(now);
            context.Relations[id] = before is not null && fresh.IsSameAs(before.Relations[id], compareTimes: true) ? before.Relations[id] : fresh;
        }
    }

    /// <summary>What was asserted, at its own time, and what came to hold otherwise, now.</summary>
    private static List<RowEvent> EventsOf(int source, EvaluationContext context, EvaluatedState? before, InputChanges changes)
    {
        List<RowEvent> events = [.. changes.Asserted[source]];
        HashSet<RowKey> told = [.. events.Select(static e => new RowKey(e.Row))];
        Relation relation = context.Relations[source];
        for (int i = 0; i < relation.Count; i++)
        {
            Value[] row = relation.Row(i);
            if (before?.Relations[source].Contains(row) != true && !told.Contains(new RowKey(row)))
            {
                events.Add(new RowEvent(row, context.Now.Nanoseconds));
            }
        }

        return events;
    }
}

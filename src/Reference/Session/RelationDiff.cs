using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>What changed in the derived relations between two states.</summary>
internal static class RelationDiff
{
    public static ImmutableArray<FactChange> Between(BoundProgram program, ReferenceEvaluator evaluator, EvaluatedState before, EvaluatedState after)
    {
        List<FactChange> changes = [];
        for (int id = 0; id < program.Predicates.Length; id++)
        {
            Relation old = before.Relations[id], fresh = after.Relations[id];
            if (evaluator.IsDerived(id) && !ReferenceEquals(old, fresh))
            {
                AddMissing(old, fresh, row => changes.Add(FactChange.Retract(new Fact(program.Predicates[id].Name, row))));
                AddMissing(fresh, old, row => changes.Add(FactChange.Assert(new Fact(program.Predicates[id].Name, row))));
            }
        }

        return ChangeOrder.Sorted(changes);
    }

    /// <summary>Rows of the one that the other lacks.</summary>
    private static void AddMissing(Relation one, Relation other, Action<Value[]> add)
    {
        for (int i = 0; i < one.Count; i++)
        {
            if (!other.Contains(one.Row(i)))
            {
                add(one.Row(i));
            }
        }
    }
}

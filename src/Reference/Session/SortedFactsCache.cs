using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Sorted facts of each relation, made when asked for and kept until the relation is another one. At most one list per predicate.</summary>
internal sealed class SortedFactsCache(BoundProgram program)
{
    private readonly (Relation? Relation, Fact[] Facts)[] _cached = new (Relation?, Fact[])[program.Predicates.Length];

    public IReadOnlyList<Fact> Of(int predicate, Relation relation)
    {
        if (!ReferenceEquals(_cached[predicate].Relation, relation))
        {
            Value[][] rows = [.. Enumerable.Range(0, relation.Count).Select(relation.Row)];
            Array.Sort(rows, RowOrder.Instance);
            _cached[predicate] = (relation, Array.ConvertAll(rows, row => new Fact(program.Predicates[predicate].Name, row)));
        }

        return _cached[predicate].Facts;
    }
}

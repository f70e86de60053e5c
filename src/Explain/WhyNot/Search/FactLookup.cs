using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Finds the facts of one state by the values of some of their columns; indexes are made when first needed and live as long as one report.</summary>
internal sealed class FactLookup(IRuleSession session, BoundProgram program)
{
    /// <summary>Below this many facts looking at all of them is as quick.</summary>
    public const int WorthAnIndex = 16;

    private readonly Dictionary<(int Predicate, int Column), Dictionary<Value, List<Fact>>> _indexes = [];
    private readonly Dictionary<int, IReadOnlyList<Fact>> _facts = [];

    /// <summary>Sorted.</summary>
    public IReadOnlyList<Fact> Of(int predicate)
    {
        if (!_facts.TryGetValue(predicate, out IReadOnlyList<Fact>? facts))
        {
            facts = session.FactsOf(program.Predicates[predicate].Name);
            _facts.Add(predicate, facts);
        }

        return facts;
    }

    /// <summary>The facts with a value in a column, sorted.</summary>
    public IReadOnlyList<Fact> With(int predicate, int column, Value value) =>
        IndexOn(predicate, column).TryGetValue(value, out List<Fact>? facts) ? facts : [];

    private Dictionary<Value, List<Fact>> IndexOn(int predicate, int column)
    {
        if (_indexes.TryGetValue((predicate, column), out Dictionary<Value, List<Fact>>? index))
        {
            return index;
        }

        index = [];
        foreach (Fact fact in Of(predicate))
        {
            if (!index.TryGetValue(fact.Arguments[column], out List<Fact>? facts))
            {
                facts = [];
                index.Add(fact.Arguments[column], facts);
            }

            facts.Add(fact);
        }

        _indexes.Add((predicate, column), index);
        return index;
    }
}

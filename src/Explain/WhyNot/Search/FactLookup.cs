using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Finds the facts of one state by the values of some of their columns; indexes are made when first needed and live as long as one report.</summary>
internal sealed class FactLookup(IRuleSession session, BoundProgram program)
{
    /// <summary>Below this many facts looking at all of them is as quick.</summary>
    private const int WorthAnIndex = 16;

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

    /// <summary>The facts that may fit: those of the rarest given value. The caller checks the other columns.</summary>
    public IReadOnlyList<Fact> Candidates(int predicate, ReadOnlySpan<Value?> columns)
    {
        IReadOnlyList<Fact> best = Of(predicate);
        for (int column = 0; column < columns.Length && best.Count > WorthAnIndex; column++)
        {
            if (columns[column] is { } value)
            {
                IReadOnlyList<Fact> found = IndexOn(predicate, column).TryGetValue(value, out List<Fact>? facts) ? facts : [];
                best = found.Count < best.Count ? found : best;
            }
        }

        return best;
    }

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

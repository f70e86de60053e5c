using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>The rows of a decide statement's constraint predicates (vetoes, requirements or caps), found by key.</summary>
/// <remarks>A session gives the facts of a predicate sorted, and the key's columns come first: a key's rows stand together, and are looked up where they stand.</remarks>
/// <param name="predicates">Names of the predicates.</param>
/// <param name="keyColumns">How many of the first columns are the key.</param>
internal sealed class ConstraintRows(string[] predicates, int keyColumns)
{
    /// <summary>By predicate: the facts as the session gave them.</summary>
    private readonly IReadOnlyList<Fact>[] _read = [.. predicates.Select(static _ => Array.Empty<Fact>())];
    private readonly List<Fact> _found = [];

    /// <summary>Takes the rows of the session's current state.</summary>
    public void Refresh(IRuleSession session)
    {
        for (int i = 0; i < predicates.Length; i++)
        {
            _read[i] = session.FactsOf(predicates[i]);
        }
    }

    /// <summary>The rows of a key, sorted. Written over by the next call.</summary>
    public IReadOnlyList<Fact> Of(KeyRow key)
    {
        _found.Clear();
        foreach (IReadOnlyList<Fact> facts in _read)
        {
            for (int i = FirstOf(facts, key); i < facts.Count && Compare(facts[i], key) == 0; i++)
            {
                _found.Add(facts[i]);
            }
        }

        if (_read.Length > 1)
        {
            _found.Sort();
        }

        return _found;
    }

    /// <summary>The first fact that does not come before the key.</summary>
    private int FirstOf(IReadOnlyList<Fact> facts, KeyRow key)
    {
        int low = 0, high = facts.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Compare(facts[middle], key) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private int Compare(Fact fact, KeyRow key)
    {
        int order = 0;
        for (int i = 0; i < keyColumns && order == 0; i++)
        {
            order = fact.Arguments[i].CompareTo(key.Values[i]);
        }

        return order;
    }
}

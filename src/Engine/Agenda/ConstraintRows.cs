using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>The rows of a decide statement's constraint predicates (vetoes, requirements or caps), by key. Each key's rows are sorted.</summary>
/// <remarks>Candidates move with every tick, constraints seldom: the rows are sorted out again only when a session gives other ones.</remarks>
/// <param name="predicates">Names of the predicates.</param>
/// <param name="keyColumns">How many of the first columns are the key.</param>
internal sealed class ConstraintRows(string[] predicates, int keyColumns)
{
    private readonly Dictionary<KeyRow, List<Fact>> _byKey = [];

    /// <summary>By predicate: the facts that were read, as the session gave them; a session gives others when anything of them changed.</summary>
    private readonly IReadOnlyList<Fact>?[] _read = new IReadOnlyList<Fact>?[predicates.Length];

    /// <summary>Takes the rows of the session's current state.</summary>
    public void Refresh(IRuleSession session)
    {
        bool isSame = true;
        for (int i = 0; i < predicates.Length; i++)
        {
            IReadOnlyList<Fact> facts = session.FactsOf(predicates[i]);
            isSame &= ReferenceEquals(facts, _read[i]);
            _read[i] = facts;
        }

        if (!isSame)
        {
            SortOut();
        }
    }

    public IReadOnlyList<Fact> Of(KeyRow key) => _byKey.TryGetValue(key, out List<Fact>? facts) ? facts : [];

    private void SortOut()
    {
        _byKey.Clear();
        foreach (IReadOnlyList<Fact>? facts in _read)
        {
            for (int i = 0; i < facts!.Count; i++)
            {
                Add(KeyRow.Leading(facts[i], keyColumns), facts[i]);
            }
        }

        foreach (List<Fact> facts in _byKey.Values)
        {
            facts.Sort();
        }
    }

    private void Add(KeyRow key, Fact fact)
    {
        if (!_byKey.TryGetValue(key, out List<Fact>? facts))
        {
            facts = [];
            _byKey.Add(key, facts);
        }

        facts.Add(fact);
    }
}

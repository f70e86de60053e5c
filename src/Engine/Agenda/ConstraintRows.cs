using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>The rows of a decide statement's constraint predicates (vetoes, requirements or caps), by key. Each key's rows are sorted.</summary>
internal sealed class ConstraintRows
{
    private readonly Dictionary<KeyRow, List<Fact>> _byKey = [];

    private ConstraintRows()
    {
    }

    public static ConstraintRows Read(IRuleSession session, BoundProgram program, IEnumerable<int> predicates, int keyColumns)
    {
        ConstraintRows rows = new();
        foreach (int predicate in predicates)
        {
            foreach (Fact fact in session.FactsOf(program.Predicates[predicate].Name))
            {
                rows.Add(KeyRow.Leading(fact, keyColumns), fact);
            }
        }

        foreach (List<Fact> facts in rows._byKey.Values)
        {
            facts.Sort();
        }

        return rows;
    }

    public IReadOnlyList<Fact> Of(KeyRow key) => _byKey.TryGetValue(key, out List<Fact>? facts) ? facts : [];

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

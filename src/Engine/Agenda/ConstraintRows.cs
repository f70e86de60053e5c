using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>The rows of a decide statement's constraint predicates (vetoes, requirements or caps), by key. Each key's rows are sorted.</summary>
internal sealed class ConstraintRows
{
    private static readonly ConstraintRows _none = new();

    private readonly Dictionary<KeyRow, List<Fact>> _byKey = [];

    private ConstraintRows()
    {
    }

    public static ConstraintRows Read(IRuleSession session, BoundProgram program, ImmutableArray<int> predicates, int keyColumns)
    {
        ConstraintRows? rows = null;
        foreach (int predicate in predicates)
        {
            IReadOnlyList<Fact> facts = session.FactsOf(program.Predicates[predicate].Name);
            for (int i = 0; i < facts.Count; i++)
            {
                (rows ??= new ConstraintRows()).Add(KeyRow.Leading(facts[i], keyColumns), facts[i]);
            }
        }

        return rows is null ? _none : rows.Sorted();
    }

    public IReadOnlyList<Fact> Of(KeyRow key) => _byKey.TryGetValue(key, out List<Fact>? facts) ? facts : [];

    private ConstraintRows Sorted()
    {
        foreach (List<Fact> facts in _byKey.Values)
        {
            facts.Sort();
        }

        return this;
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

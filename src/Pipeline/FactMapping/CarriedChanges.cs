using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Changes of rolled-back transactions, to be told again with the next: the market did change, though the rules could not take it in.</summary>
/// <remarks>
/// Without them the rules would go on with a state that was true once, a feed still live, a quote still standing. Of each row the last change
/// is kept, so their number is bounded by that of the rows.
/// </remarks>
internal sealed class CarriedChanges(BoundProgram program)
{
    private readonly Dictionary<string, ImmutableArray<int>> _keys = program.Predicates.ToDictionary(static p => p.Name, static p => p.Key, StringComparer.Ordinal);
    private readonly Dictionary<Fact, int> _byRow = [];
    private readonly List<FactChange> _changes = [];

    /// <summary>Keeps the changes of a transaction that was rolled back.</summary>
    public void Keep(List<FactChange> changes)
    {
        foreach (FactChange change in changes)
        {
            Fact row = RowOf(change);
            if (_byRow.TryAdd(row, _changes.Count))
            {
                _changes.Add(change);
            }
            else
            {
                _changes[_byRow[row]] = change;
            }
        }
    }

    /// <summary>Puts what was kept in front of the next changes, and forgets it.</summary>
    public void MoveTo(List<FactChange> changes)
    {
        if (_changes.Count > 0)
        {
            changes.InsertRange(0, _changes);
            _changes.Clear();
            _byRow.Clear();
        }
    }

    private Fact RowOf(FactChange change)
    {
        ImmutableArray<int> key = _keys.GetValueOrDefault(change.Fact.Predicate, []);
        return key.IsEmpty || change.Fact.Arguments.Length == key.Length
            ? change.Fact
            : new Fact(change.Fact.Predicate, [.. key.Select(i => change.Fact.Arguments[i])]);
    }
}

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Changes of rolled-back transactions, to be told again with the next: the market did change, though the rules could not take it in.</summary>
/// <remarks>
/// Without them the rules would go on with a state that was true once, a feed still live, a quote still standing. Of each row the last change
/// is kept, so their number is bounded by that of the rows.
/// </remarks>
internal sealed class CarriedChanges
{
    private readonly Dictionary<Fact, int> _byRow = [];
    private readonly List<CarriedChange> _changes = [];

    /// <summary>Keeps the changes of a transaction that was rolled back.</summary>
    public void Keep(RowChanges changes)
    {
        for (int i = 0; i < changes.Count; i++)
        {
            CarriedChange change = CarriedChange.Of(changes, i);
            if (_byRow.TryAdd(RowOf(change), _changes.Count))
            {
                _changes.Add(change);
            }
            else
            {
                _changes[_byRow[RowOf(change)]] = change;
            }
        }
    }

    /// <summary>Puts what was kept in front of the next changes, and forgets it.</summary>
    public void MoveTo(RowChanges changes)
    {
        if (_changes.Count > 0)
        {
            changes.Prepend(_changes);
            _changes.Clear();
            _byRow.Clear();
        }
    }

    /// <summary>Its key as a fact; without a key in the program every row is its own.</summary>
    private static Fact RowOf(in CarriedChange change) =>
        new(change.Row.Predicate, change.Row.IsKeyed ? change.Row.Key.ToArray() : change.Values);
}

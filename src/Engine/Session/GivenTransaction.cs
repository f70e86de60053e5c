using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Applies a transaction's changes to the given rows and remembers what each touched key held before.</summary>
internal sealed class GivenTransaction(Dictionary<string, GivenRows> given)
{
    private readonly List<Touched> _touched = [];
    private readonly List<FactChange> _changes = [];
    private readonly Dictionary<(int Predicate, RowKey Key), int> _byKey = [];

    public int AbsentRetractions { get; private set; }

    public int OverriddenChanges { get; private set; }

    /// <exception cref="ArgumentException">Unknown predicate or wrong arity: the caller must have checked.</exception>
    public void ApplyAll(IReadOnlyList<FactChange> changes, EventTime at)
    {
        _touched.Clear();
        _byKey.Clear();
        (AbsentRetractions, OverriddenChanges) = (0, 0);
        for (int i = 0; i < changes.Count; i++)
        {
            Apply(changes[i], at, isOnly: changes.Count == 1);
        }
    }

    /// <summary>The net difference, sorted.</summary>
    public ImmutableArray<FactChange> NetChanges()
    {
        _changes.Clear();
        foreach (Touched touched in _touched)
        {
            int after = touched.Given.Find(touched.Key);
            Value[]? fresh = after < 0 ? null : touched.Given.Relation.Row(after);
            if (touched.Before is { } old && !(fresh is not null && fresh.AsSpan().SequenceEqual(old)))
            {
                _changes.Add(FactChange.Retract(new Fact(touched.Given.Relation.Predicate.Name, old)));
            }

            if (fresh is not null && !(touched.Before is { } same && fresh.AsSpan().SequenceEqual(same)))
            {
                _changes.Add(FactChange.Assert(new Fact(touched.Given.Relation.Predicate.Name, fresh)));
            }
        }

        return ChangeOrder.Sorted(_changes);
    }

    private void Apply(FactChange change, EventTime at, bool isOnly)
    {
        if (!given.TryGetValue(change.Fact.Predicate, out GivenRows? rows))
        {
            throw new ArgumentException($"'{change}' names a predicate that the program does not know");
        }

        Relation relation = rows.Relation;
        Value[] key = rows.KeyOf(change);
        int present = rows.Find(key);
        Note(rows, key, present, isOnly);
        if (change.Kind == ChangeKind.Assert)
        {
            Put(relation, present, change.Fact.Arguments, at.Nanoseconds);
        }
        else if (present < 0 || !Names(change.Fact.Arguments, relation.Row(present)))
        {
            AbsentRetractions++;
        }
        else
        {
            relation.SetGiven(present, false, 0);
            relation.Settle(present);
        }
    }

    /// <summary>The first change of a key keeps what it held; a later one overrides the earlier.</summary>
    private void Note(GivenRows rows, Value[] key, int present, bool isOnly)
    {
        // The buffer of the key lives as long as the transaction when nothing follows.
        Value[] own = isOnly ? key : [.. key];
        if (isOnly || _byKey.TryAdd((rows.Relation.Predicate.Id, new RowKey(own)), _touched.Count))
        {
            _touched.Add(new Touched(rows, own, present < 0 ? null : rows.Relation.Row(present)));
        }
        else
        {
            OverriddenChanges++;
        }
    }

    private static void Put(Relation relation, int present, Value[] values, long time)
    {
        int row = relation.FindOrAdd(values, owned: true);
        if (present >= 0 && present != row)
        {
            relation.SetGiven(present, false, 0);
            relation.Settle(present);
        }

        relation.SetGiven(row, true, time);
        relation.Settle(row);
    }

    /// <summary>A retraction names a row by its key alone or by all its columns; the latter must agree.</summary>
    private static bool Names(Value[] arguments, Value[] row) => arguments.Length != row.Length || arguments.AsSpan().SequenceEqual(row);

    private readonly record struct Touched(GivenRows Given, Value[] Key, Value[]? Before);
}

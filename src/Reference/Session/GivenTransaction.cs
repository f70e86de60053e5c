using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>Changes of given facts that can be taken back: remembers what each touched key held before.</summary>
internal sealed class GivenTransaction(IReadOnlyDictionary<string, GivenFacts> given, EventTime at)
{
    private readonly Dictionary<(int Predicate, RowKey Key), Touched> _touched = [];
    private readonly HashSet<(int Predicate, RowKey Key)> _touchedByRules = [];

    public int AbsentRetractions { get; private set; }

    public int OverriddenChanges { get; private set; }

    /// <exception cref="ArgumentException">Unknown predicate or wrong arity: the caller must have checked.</exception>
    public void Apply(FactChange change)
    {
        if (!given.TryGetValue(change.Fact.Predicate, out GivenFacts? facts))
        {
            throw new ArgumentException($"'{change}' names a predicate that the program does not know");
        }

        RowKey key = facts.KeyOf(change);
        GivenRow? present = facts.Find(key);
        OverriddenChanges += _touched.TryAdd((facts.Predicate.Id, key), new Touched(facts, present)) ? 0 : 1;
        if (change.Kind == ChangeKind.Assert)
        {
            facts.Set(key, new GivenRow(change.Fact.Arguments, at.Nanoseconds));
        }
        else if (present is null || !Names(change.Fact.Arguments, present.Row))
        {
            AbsentRetractions++;
        }
        else
        {
            facts.Set(key, null);
        }
    }

    /// <summary>A rule stores a row, or removes one (<paramref name="by"/> null). The row of its key is replaced; nothing is counted.</summary>
    public void ApplyByRule(GivenFacts facts, Value[] row, Derivation? by)
    {
        RowKey key = RowKey.Of(row, facts.KeyColumns.AsSpan());
        _touched.TryAdd((facts.Predicate.Id, key), new Touched(facts, facts.Find(key)));
        _touchedByRules.Add((facts.Predicate.Id, key));
        facts.Set(key, by is null ? null : new GivenRow(row, at.Nanoseconds, by));
    }

    /// <summary>Takes everything back.</summary>
    public void Undo()
    {
        foreach (((int _, RowKey key), Touched touched) in _touched)
        {
            touched.Facts.Set(key, touched.Before);
        }
    }

    /// <summary>Predicates with another set of rows than before, or (when they matter) another event time.</summary>
    public bool[] ChangedPredicates(int predicates, bool timesMatter)
    {
        bool[] changed = new bool[predicates];
        foreach (((int predicate, RowKey key), Touched touched) in _touched)
        {
            GivenRow? after = touched.Facts.Find(key);
            changed[predicate] |= !SameRow(touched.Before, after) || (timesMatter && touched.Before?.Time != after?.Time);
        }

        return changed;
    }

    /// <summary>The net difference from outside, sorted: of keys that no rule touched.</summary>
    public ImmutableArray<FactChange> NetChanges() => NetChanges(false);

    /// <summary>The net difference of the keys that rules touched, sorted.</summary>
    public ImmutableArray<FactChange> NetChangesByRules() => NetChanges(true);

    private ImmutableArray<FactChange> NetChanges(bool byRules)
    {
        List<FactChange> changes = [];
        foreach (((int predicate, RowKey key), Touched touched) in _touched)
        {
            GivenRow? after = touched.Facts.Find(key);
            if (SameRow(touched.Before, after) || _touchedByRules.Contains((predicate, key)) != byRules)
            {
                continue;
            }

            if (touched.Before is { } old)
            {
                changes.Add(FactChange.Retract(new Fact(touched.Facts.Predicate.Name, old.Row)));
            }

            if (after is { } fresh)
            {
                changes.Add(FactChange.Assert(new Fact(touched.Facts.Predicate.Name, fresh.Row)));
            }
        }

        return ChangeOrder.Sorted(changes);
    }

    /// <summary>A retraction names a row by its key alone or by all its columns; the latter must agree.</summary>
    private static bool Names(Value[] arguments, Value[] row) => arguments.Length != row.Length || arguments.AsSpan().SequenceEqual(row);

    private static bool SameRow(GivenRow? a, GivenRow? b) => a is null || b is null ? a is null && b is null : a.Row.AsSpan().SequenceEqual(b.Row);

    private sealed record Touched(GivenFacts Facts, GivenRow? Before);
}

using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>Changes of given facts that can be taken back: remembers what each touched key held before.</summary>
/// <param name="given">By predicate name.</param>
/// <param name="at">The event time that the changes carry.</param>
/// <param name="now">The watermark: the largest time seen, <paramref name="at"/> included.</param>
internal sealed class GivenTransaction(IReadOnlyDictionary<string, GivenFacts> given, EventTime at, EventTime now)
{
    private readonly Dictionary<(int Predicate, RowKey Key), Touched> _touched = [];
    private readonly HashSet<(int Predicate, RowKey Key)> _touchedByRules = [];
    private readonly HashSet<(int Predicate, RowKey Key)> _changed = [];
    private readonly Dictionary<(int Predicate, RowKey Key), RowEvent> _asserted = [];

    public int AbsentRetractions { get; private set; }

    public int OverriddenChanges { get; private set; }

    public int LateChanges { get; private set; }

    /// <summary>Rows whose time is over by now are taken away first.</summary>
    public void Expire()
    {
        foreach (GivenFacts facts in given.Values.Where(static f => f.Predicate.TtlNs is not null))
        {
            foreach (KeyValuePair<RowKey, GivenRow> row in facts.Expired(now.Nanoseconds))
            {
                _touched.TryAdd((facts.Predicate.Id, row.Key), new Touched(facts, row.Value));
                facts.Set(row.Key, null);
            }
        }
    }

    /// <param name="change">An assertion or a retraction.</param>
    /// <param name="told">Noted with a row that is asserted, whose event time it then is.</param>
    /// <exception cref="ArgumentException">Unknown predicate or wrong arity: the caller must have checked.</exception>
    public void Apply(FactChange change, ToldFact? told = null)
    {
        if (!given.TryGetValue(change.Fact.Predicate, out GivenFacts? facts) || facts.Predicate.View is not null)
        {
            throw new ArgumentException($"'{change}' names a predicate that the program does not know");
        }

        RowKey key = facts.KeyOf(change);
        if (facts.Predicate.LatenessNs is { } lateness && Moments.After(at.Nanoseconds, lateness) < now.Nanoseconds)
        {
            LateChanges++;
            Assert(given[LateRows.Predicate], LateRows.RowOf(change, at, now), now.Nanoseconds);
        }
        else if (change.Kind == ChangeKind.Assert)
        {
            Count(facts, key);
            Assert(facts, change.Fact.Arguments, (told?.At ?? at).Nanoseconds, told);
        }
        else
        {
            Count(facts, key);
            Retract(facts, key, change.Fact.Arguments);
        }
    }

    /// <summary>A rule stores a row, or removes one (<paramref name="by"/> null). The row of its key is replaced; nothing is counted.</summary>
    public void ApplyByRule(GivenFacts facts, Value[] row, IReadOnlyList<Derivation>? by)
    {
        RowKey key = RowKey.Of(row, facts.KeyColumns.AsSpan());
        _touched.TryAdd((facts.Predicate.Id, key), new Touched(facts, facts.Find(key)));
        _touchedByRules.Add((facts.Predicate.Id, key));
        facts.Set(key, by is null ? null : new GivenRow(row, now.Nanoseconds, by));
        if (by is null)
        {
            _asserted.Remove((facts.Predicate.Id, key));
        }
        else
        {
            _asserted[(facts.Predicate.Id, key)] = new RowEvent(row, now.Nanoseconds);
        }
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

    /// <summary>The events of this transaction, by predicate id: the last assertion on each key, unless a retraction followed.</summary>
    public List<RowEvent>[] Asserted(int predicates)
    {
        List<RowEvent>[] events = [.. Enumerable.Range(0, predicates).Select(static _ => new List<RowEvent>())];
        foreach (((int predicate, RowKey _), RowEvent row) in _asserted)
        {
            events[predicate].Add(row);
        }

        return events;
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

    private void Count(GivenFacts facts, RowKey key) => OverriddenChanges += _changed.Add((facts.Predicate.Id, key)) ? 0 : 1;

    /// <summary>Every assertion is an event; it becomes the row of its key unless that is of a later time, or its own time is over already.</summary>
    private void Assert(GivenFacts facts, Value[] row, long time, ToldFact? told = null)
    {
        RowKey key = RowKey.Of(row, facts.KeyColumns.AsSpan());
        GivenRow? present = facts.Find(key);
        _asserted[(facts.Predicate.Id, key)] = new RowEvent(row, time);
        if (present?.Time > time || facts.IsExpired(time, now.Nanoseconds))
        {
            return;
        }

        _touched.TryAdd((facts.Predicate.Id, key), new Touched(facts, present));
        facts.Set(key, new GivenRow(row, time, Told: told));
    }

    /// <summary>A retraction does not reach a row of a later time.</summary>
    private void Retract(GivenFacts facts, RowKey key, Value[] arguments)
    {
        _asserted.Remove((facts.Predicate.Id, key));
        GivenRow? present = facts.Find(key);
        if (present is null || !Names(arguments, present.Row) || present.Time > at.Nanoseconds)
        {
            AbsentRetractions++;
            return;
        }

        _touched.TryAdd((facts.Predicate.Id, key), new Touched(facts, present));
        facts.Set(key, null);
    }

    /// <summary>A retraction names a row by its key alone or by all its columns; the latter must agree.</summary>
    private static bool Names(Value[] arguments, Value[] row) => arguments.Length != row.Length || arguments.AsSpan().SequenceEqual(row);

    private static bool SameRow(GivenRow? a, GivenRow? b) => a is null || b is null ? a is null && b is null : a.Row.AsSpan().SequenceEqual(b.Row);

    private sealed record Touched(GivenFacts Facts, GivenRow? Before);
}

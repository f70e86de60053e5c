using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>A given or stored row.</summary>
/// <param name="Row">Its values.</param>
/// <param name="Time">The event time at which it was last asserted.</param>
/// <param name="By">Every way in which rules stored it, the first by height, rule and premises first; null for a row from outside.</param>
/// <param name="Told">When and by what a row from outside was told, where somebody noted it.</param>
internal sealed record GivenRow(Value[] Row, long Time, IReadOnlyList<Derivation>? By = null, ToldFact? Told = null);

/// <summary>The given rows of one predicate, by key (the whole row where no key is declared).</summary>
internal sealed class GivenFacts(BoundPredicate predicate)
{
    private readonly Dictionary<RowKey, GivenRow> _rows = [];

    public BoundPredicate Predicate => predicate;

    /// <summary>Columns that identify a row.</summary>
    public ImmutableArray<int> KeyColumns { get; } = predicate.Key.IsEmpty ? [.. Enumerable.Range(0, predicate.Arity)] : predicate.Key;

    /// <summary>The key that a change touches.</summary>
    /// <exception cref="ArgumentException">The fact has a wrong number of arguments.</exception>
    public RowKey KeyOf(FactChange change)
    {
        Value[] arguments = change.Fact.Arguments;
        bool keyOnly = change.Kind == ChangeKind.Retract && arguments.Length == KeyColumns.Length;
        if (arguments.Length != predicate.Arity && !keyOnly)
        {
            throw new ArgumentException($"'{change}' has {arguments.Length} arguments, but {predicate.Name} has {predicate.Arity} columns");
        }

        return keyOnly ? new RowKey(arguments) : RowKey.Of(arguments, KeyColumns.AsSpan());
    }

    public GivenRow? Find(RowKey key) => _rows.GetValueOrDefault(key);

    /// <summary>The given or stored row with exactly these values; null when there is none.</summary>
    public GivenRow? FindRow(Value[] row) =>
        row.Length == predicate.Arity && Find(RowKey.Of(row, KeyColumns.AsSpan())) is { } given && given.Row.AsSpan().SequenceEqual(row) ? given : null;

    /// <summary>How rules came to store the rows that they stored, in no particular order.</summary>
    public IEnumerable<Derivation> StoredBy() => _rows.Values.Select(static given => given.By?[0]).OfType<Derivation>();

    /// <summary>Puts a row, or removes it when null.</summary>
    public void Set(RowKey key, GivenRow? row)
    {
        if (row is null)
        {
            _rows.Remove(key);
        }
        else
        {
            _rows[key] = row;
        }
    }

    /// <summary>The rows, in no particular order.</summary>
    public IEnumerable<Value[]> Rows => _rows.Values.Select(static given => given.Row);

    /// <summary>True when a row given at <paramref name="time"/> is over by now: it is present while now &lt; time + ttl.</summary>
    public bool IsExpired(long time, long now) => predicate.TtlNs is { } ttl && Moments.After(time, ttl) <= now;

    public List<KeyValuePair<RowKey, GivenRow>> Expired(long now) => [.. _rows.Where(r => IsExpired(r.Value.Time, now))];

    /// <summary>The first moment after now at which a row expires; null when none does.</summary>
    public long? NextExpiry(long now)
    {
        long? next = null;
        foreach (GivenRow row in predicate.TtlNs is null ? [] : _rows.Values.AsEnumerable())
        {
            long over = Moments.After(row.Time, predicate.TtlNs!.Value);
            next = over > now && (next is null || over < next) ? over : next;
        }

        return next;
    }

    /// <summary>The rows as a relation of height 0.</summary>
    public Relation ToRelation()
    {
        Relation relation = new();
        foreach (GivenRow given in _rows.Values)
        {
            relation.TryAdd(given.Row, 0, given.Time);
        }

        return relation;
    }
}

using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>A given or a stored row, and when it was last asserted or stored.</summary>
internal sealed record GivenRow(Fact Fact, EventTime At);

/// <summary>The given and the stored facts of a moment.</summary>
/// <remarks>
/// A change replaces the row of its key; a row given at t is there while now &lt; t + ttl. Times never go back here, so nothing is ever late.
/// </remarks>
internal sealed class GivenRows
{
    private readonly Dictionary<string, BoundPredicate> _predicates;
    private readonly Dictionary<Fact, GivenRow> _rows = [];
    private readonly Dictionary<Fact, Fact> _told = [];

    public GivenRows(BoundProgram program)
    {
        _predicates = program.Predicates.ToDictionary(static p => p.Name, StringComparer.Ordinal);
        foreach (BoundFact fact in program.Facts)
        {
            _rows[KeyOf(fact.Fact)] = new GivenRow(fact.Fact, EventTime.Zero);
            _told[KeyOf(fact.Fact)] = fact.Fact;
        }
    }

    public IEnumerable<GivenRow> Rows => _rows.Values;

    public GivenRow? Find(Fact fact) => _rows.GetValueOrDefault(KeyOf(fact)) is { } row && row.Fact.Equals(fact) ? row : null;

    /// <summary>What the transaction asserted, or rules stored in it, by the last change on each key: the events of windows.</summary>
    public IReadOnlyCollection<Fact> Told => _told.Values;

    /// <summary>Moments at which rows expire.</summary>
    public IEnumerable<Int128> Due => _rows.Values.Where(r => Ttl(r) is not null).Select(r => Expiry(r));

    /// <summary>A transaction begins: what is over by then goes first.</summary>
    public void Begin(EventTime at)
    {
        _told.Clear();
        _rows.Values.Where(r => Ttl(r) is not null && Expiry(r) <= at.Nanoseconds).ToList().ForEach(over => _rows.Remove(KeyOf(over.Fact)));
    }

    public void Apply(FactChange change, EventTime at)
    {
        Fact key = KeyOf(change.Fact);
        GivenRow? present = _rows.GetValueOrDefault(key);
        if (change.Kind == ChangeKind.Assert)
        {
            Put(new GivenRow(change.Fact, at));
            return;
        }

        _told.Remove(key);
        if (present is not null && (change.Fact.Arguments.Length != present.Fact.Arguments.Length || change.Fact.Equals(present.Fact)))
        {
            _rows.Remove(key);
        }
    }

    /// <summary>Puts a row in the place of its key's.</summary>
    public void Put(GivenRow row)
    {
        Fact key = KeyOf(row.Fact);
        _told[key] = row.Fact;
        _rows[key] = row;
    }

    private long? Ttl(GivenRow row) => _predicates[row.Fact.Predicate].TtlNs;

    private Int128 Expiry(GivenRow row) => (Int128)row.At.Nanoseconds + (Ttl(row) ?? 0);

    /// <summary>The key columns of a keyed row (a retraction may have no others), otherwise the whole row.</summary>
    public Fact KeyOf(Fact fact) =>
        _predicates[fact.Predicate].Key is { IsEmpty: false } key && key.Length != fact.Arguments.Length ? new Fact(fact.Predicate, [.. key.Select(i => fact.Arguments[i])]) : fact;
}

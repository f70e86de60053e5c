using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker;

/// <summary>A row from outside: when it was last asserted (null for one of the program's text) and where it came from. Or one that rules stored, with every way in which they did.</summary>
internal sealed record GivenRow(Fact Fact, EventTime? At, string? Origin, IReadOnlyList<StoredBy>? Stored = null);

/// <summary>How a rule stored a row: what it read then, with what parameters and at what time.</summary>
/// <param name="Words">The moment as proofs say it.</param>
internal sealed record StoredBy(BoundRule Rule, HeadRow Row, Expressions Then, string Words);

/// <summary>The given and the stored facts of a moment, rebuilt from recorded changes alone.</summary>
/// <remarks>
/// A change replaces the row of its key; a row given at t is there while now &lt; t + ttl. Changes of one transaction can be taken back: it may turn out to have
/// been rolled back. Time never goes back in a journal, so nothing is ever late.
/// </remarks>
internal sealed class GivenRows
{
    private readonly Dictionary<string, BoundPredicate> _predicates;
    private Dictionary<Fact, GivenRow> _rows = [];
    private Dictionary<Fact, GivenRow> _before;
    private readonly Dictionary<Fact, Fact> _told = [];

    public GivenRows(BoundProgram program)
    {
        _predicates = program.Predicates.ToDictionary(static p => p.Name, StringComparer.Ordinal);
        foreach (BoundFact fact in program.Facts)
        {
            _rows[KeyOf(fact.Fact)] = new GivenRow(fact.Fact, null, null);
            _told[KeyOf(fact.Fact)] = fact.Fact;
        }

        _before = new(_rows);
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
        _before = new(_rows);
        _told.Clear();
        _rows.Values.Where(r => Ttl(r) is not null && Expiry(r) <= at.Nanoseconds).ToList().ForEach(over => _rows.Remove(KeyOf(over.Fact)));
    }

    public void Apply(FactChange change, EventTime at, string? origin)
    {
        Fact key = KeyOf(change.Fact);
        GivenRow? present = _rows.GetValueOrDefault(key);
        if (change.Kind == ChangeKind.Assert)
        {
            Put(new GivenRow(change.Fact, at, origin));
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

    /// <summary>The transaction was rolled back.</summary>
    public void TakeBack()
    {
        _told.Clear();
        _rows = _before;
    }

    private long? Ttl(GivenRow row) => _predicates[row.Fact.Predicate].TtlNs;

    private Int128 Expiry(GivenRow row) => (Int128)(row.At?.Nanoseconds ?? 0) + (Ttl(row) ?? 0);

    /// <summary>The key columns of a keyed row (a retraction may have no others), otherwise the whole row.</summary>
    public Fact KeyOf(Fact fact) =>
        _predicates[fact.Predicate].Key is { IsEmpty: false } key && key.Length != fact.Arguments.Length ? new Fact(fact.Predicate, [.. key.Select(i => fact.Arguments[i])]) : fact;
}

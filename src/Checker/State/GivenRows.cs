using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker;

/// <summary>A row from outside: when it was last asserted (null for one of the program's text) and where it came from.</summary>
internal sealed record GivenRow(Fact Fact, EventTime? At, string? Origin);

/// <summary>The given facts of a moment, rebuilt from recorded changes alone.</summary>
/// <remarks>A change replaces the row of its key. Changes of one transaction can be taken back: it may turn out to have been rolled back.</remarks>
internal sealed class GivenRows
{
    private readonly Dictionary<string, ImmutableArray<int>> _keys;
    private readonly Dictionary<Fact, GivenRow> _rows = [];
    private readonly Dictionary<Fact, GivenRow?> _before = [];

    public GivenRows(BoundProgram program)
    {
        _keys = program.Predicates.ToDictionary(static p => p.Name, static p => p.Key, StringComparer.Ordinal);
        foreach (BoundFact fact in program.Facts)
        {
            _rows[KeyOf(fact.Fact)] = new GivenRow(fact.Fact, null, null);
        }
    }

    public IEnumerable<GivenRow> Rows => _rows.Values;

    public GivenRow? Find(Fact fact) => _rows.GetValueOrDefault(KeyOf(fact)) is { } row && row.Fact.Equals(fact) ? row : null;

    public void Begin() => _before.Clear();

    public void Apply(FactChange change, EventTime at, string? origin)
    {
        Fact key = KeyOf(change.Fact);
        GivenRow? present = _rows.GetValueOrDefault(key);
        _before.TryAdd(key, present);
        if (change.Kind == ChangeKind.Assert)
        {
            _rows[key] = new GivenRow(change.Fact, at, origin);
        }
        else if (present is not null && (change.Fact.Arguments.Length != present.Fact.Arguments.Length || change.Fact.Equals(present.Fact)))
        {
            _rows.Remove(key);
        }
    }

    public void TakeBack()
    {
        foreach ((Fact key, GivenRow? row) in _before)
        {
            _rows.Remove(key);
            if (row is not null)
            {
                _rows.Add(key, row);
            }
        }

        _before.Clear();
    }

    /// <summary>The key columns of a keyed row (a retraction may have no others), otherwise the whole row.</summary>
    private Fact KeyOf(Fact fact) =>
        _keys[fact.Predicate] is { IsEmpty: false } key && key.Length != fact.Arguments.Length ? new Fact(fact.Predicate, [.. key.Select(i => fact.Arguments[i])]) : fact;
}

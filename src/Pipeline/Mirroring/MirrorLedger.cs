using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The reader's own record of given rows: what stands, when it was told, and by what.</summary>
internal sealed class MirrorLedger
{
    private readonly FactsByKey _keys;
    private readonly Dictionary<Fact, Entry> _rows;

    public MirrorLedger(BoundProgram program)
    {
        _keys = new FactsByKey(program);
        _rows = new Dictionary<Fact, Entry>(_keys);
    }

    /// <summary>Other rules are told rows too: of predicates that it does not know yet it takes their keys.</summary>
    public void Learn(BoundProgram program) => _keys.Learn(program);

    /// <summary>Begins anew.</summary>
    public void Clear() => _rows.Clear();

    /// <summary>Every given row with the time that it was told, by time; the order within a moment means nothing.</summary>
    public IReadOnlyList<(Fact Fact, EventTime At)> ByTime() => [.. _rows.Values.Select(static e => (e.Fact, e.At)).OrderBy(static e => e.At)];

    /// <summary>Every given row as last told, in no order that means anything.</summary>
    public IReadOnlyList<Fact> Facts => [.. _rows.Values.Select(static e => e.Fact)];

    public void Note(in FactChange change, EventTime at, in FactOrigin origin)
    {
        if (change.Kind == ChangeKind.Assert)
        {
            _rows[change.Fact] = new Entry(change.Fact, at, origin);
        }
        else
        {
            _rows.Remove(change.Fact);
        }
    }

    /// <summary>Null for a fact of the program's text.</summary>
    public EventTime? TimeOf(Fact fact) => _rows.TryGetValue(fact, out Entry entry) ? entry.At : null;

    public FactOrigin OriginOf(Fact fact) => _rows.TryGetValue(fact, out Entry entry) ? entry.Origin : default;

    /// <param name="Fact">As last told: the dictionary keeps the first key of a row.</param>
    private readonly record struct Entry(Fact Fact, EventTime At, FactOrigin Origin);
}

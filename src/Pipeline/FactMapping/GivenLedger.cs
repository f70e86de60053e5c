using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Remembers when each given row was told, and by what. Rows are as many as the session's; a row told again costs no memory. Single-threaded.</summary>
internal sealed class GivenLedger
{
    private readonly Dictionary<Fact, Entry> _rows;

    public GivenLedger(BoundProgram program) => _rows = new Dictionary<Fact, Entry>(new FactsByKey(program));

    /// <summary>Takes a change of a committed transaction.</summary>
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

    /// <summary>Every given row as last told, in no order that means anything.</summary>
    public IEnumerable<(Fact Fact, EventTime At, FactOrigin Origin)> Rows()
    {
        foreach (Entry entry in _rows.Values)
        {
            yield return (entry.Fact, entry.At, entry.Origin);
        }
    }

    /// <param name="Fact">As last told: the dictionary keeps the first key of a row.</param>
    private readonly record struct Entry(Fact Fact, EventTime At, FactOrigin Origin);
}

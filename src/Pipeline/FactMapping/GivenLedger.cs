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
            _rows[change.Fact] = new Entry(at, origin);
        }
        else
        {
            _rows.Remove(change.Fact);
        }
    }

    /// <summary>Null for a fact of the program's text.</summary>
    public EventTime? TimeOf(Fact fact) => _rows.TryGetValue(fact, out Entry entry) ? entry.At : null;

    public FactOrigin OriginOf(Fact fact) => _rows.TryGetValue(fact, out Entry entry) ? entry.Origin : default;

    private readonly record struct Entry(EventTime At, FactOrigin Origin);
}

using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Remembers when each given row was told, and by what. Rows are as many as the session's; a row told again costs no memory. Single-threaded.</summary>
/// <remarks>
/// What a tick notes, it notes on the row itself; facts and hashes are for those who ask. Rows of a predicate that the program has no key for (it does
/// not use the library <c>market</c>) are facts of their own.
/// </remarks>
internal sealed class GivenLedger
{
    private readonly Dictionary<Fact, ToldRow> _rows;

    public GivenLedger(BoundProgram program) => _rows = new Dictionary<Fact, ToldRow>(new FactsByKey(program));

    /// <summary>Takes a change of a committed transaction; the row as it now stands.</summary>
    public ToldRow Note(RowChanges changes, int change, EventTime at, in FactOrigin origin)
    {
        SuppliedRow row = changes.RowOf(change);
        ToldRow told = row is { IsKeyed: true, Told: { } known } ? known : Find(changes, change);
        if (changes.KindOf(change) == ChangeKind.Assert)
        {
            told.Tell(changes.ValuesOf(change), at, origin);
        }
        else
        {
            told.TakeBack();
        }

        return told;
    }

    /// <summary>Null for a fact of the program's text.</summary>
    public EventTime? TimeOf(Fact fact) => Find(fact) is { } told ? told.At : null;

    public FactOrigin OriginOf(Fact fact) => Find(fact) is { } told ? told.Origin : default;

    private ToldRow? Find(Fact fact) => _rows.TryGetValue(fact, out ToldRow? told) && told.Holds ? told : null;

    private ToldRow Find(RowChanges changes, int change)
    {
        Fact fact = changes.FactChangeOf(change).Fact;
        if (!_rows.TryGetValue(fact, out ToldRow? told))
        {
            told = new ToldRow();
            _rows.Add(fact, told);
        }

        changes.RowOf(change).Told = told;
        return told;
    }
}

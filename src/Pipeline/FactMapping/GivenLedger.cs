using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Remembers when each given row was told, and by what. Rows are as many as the session's; a row told again costs no memory. Single-threaded.</summary>
/// <remarks>
/// What a tick notes, it notes by the number of the row; facts and hashes are for those who ask. Rows of a predicate that the program has no key for (it does
/// not use the library <c>market</c>) are facts of their own.
/// </remarks>
internal sealed class GivenLedger
{
    private readonly FactsByKey _keys;

    /// <summary>By the number of a keyed row: what was told of it, found without a hash.</summary>
    private ToldRow?[] _keyed = new ToldRow?[64];
    private readonly Dictionary<Fact, ToldRow> _rows;

    public GivenLedger(BoundProgram program)
    {
        _keys = new FactsByKey(program);
        _rows = new Dictionary<Fact, ToldRow>(_keys);
    }

    private GivenLedger(FactsByKey keys, Dictionary<Fact, ToldRow> rows) => (_keys, _rows) = (keys, rows);

    /// <summary>The same rows, to be changed independently.</summary>
    public GivenLedger Copy()
    {
        GivenLedger copy = new(_keys, new Dictionary<Fact, ToldRow>(_rows.Count, _keys));
        foreach ((Fact fact, ToldRow told) in Standing())
        {
            ToldRow own = told.Copy();
            copy._rows.Add(fact, own);
            copy.Remember(own.Row, own);
        }

        return copy;
    }

    /// <summary>Other rules are told rows too: of predicates that it does not know yet it takes their keys.</summary>
    public void Learn(BoundProgram program) => _keys.Learn(program);

    /// <summary>Takes a change of a committed transaction; the row as it now stands.</summary>
    public ToldRow Note(RowChanges changes, int change, EventTime at, in FactOrigin origin)
    {
        SuppliedRow row = changes.RowOf(change);
        ToldRow told = row.IsKeyed && row.Number < _keyed.Length && _keyed[row.Number] is { } known ? known : Find(changes, change);
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

    /// <summary>Every row that stands, in no order that means anything; the fact has its predicate and key, the row its values.</summary>
    public IEnumerable<(Fact Row, ToldRow Told)> Standing() => _rows.Where(static r => r.Value.Holds).Select(static r => (r.Key, r.Value));

    /// <summary>What tells its rows apart.</summary>
    public FactsByKey Keys => _keys;

    /// <summary>What was told of a row that has a key; null when it does not stand.</summary>
    public ToldRow? Find(SuppliedRow row) => row.Number < _keyed.Length && _keyed[row.Number] is { } told ? told.Holds ? told : null : Find(new Fact(row.Predicate, [.. row.Key]));

    /// <summary>The row of a fact, or of its key; null when it does not stand.</summary>
    public ToldRow? Find(Fact fact) => _rows.TryGetValue(fact, out ToldRow? told) && told.Holds ? told : null;

    private ToldRow Find(RowChanges changes, int change)
    {
        Fact fact = changes.FactChangeOf(change).Fact;
        if (!_rows.TryGetValue(fact, out ToldRow? told))
        {
            told = new ToldRow(changes.RowOf(change));
            _rows.Add(fact, told);
        }

        Remember(changes.RowOf(change), told);
        return told;
    }

    /// <summary>Of rows with a key alone: others are many to one number. One row may go by two numbers, when an earlier run told it before this one did.</summary>
    private void Remember(SuppliedRow row, ToldRow told)
    {
        if (!row.IsKeyed)
        {
            return;
        }

        if (row.Number >= _keyed.Length)
        {
            Array.Resize(ref _keyed, Math.Max(row.Number + 1, _keyed.Length * 2));
        }

        _keyed[row.Number] = told;
    }
}

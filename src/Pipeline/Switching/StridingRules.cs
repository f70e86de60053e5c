using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Rules that follow a run in strides: of each row the last change of a stretch counts, and a stretch is one transaction. Single-threaded.</summary>
/// <remarks>
/// Only for rules whose state is their rows, and that nobody compares or puts in force: others must see every transaction. Following each of them costs as much
/// as deciding, half a processor at full speed, and is felt by whoever waits for an answer (docs/adr/0161).
/// </remarks>
/// <param name="rules">At <paramref name="from"/>.</param>
/// <param name="from">Where they begin.</param>
internal sealed class StridingRules(WarmRules rules, TapePlace from)
{
    private readonly LastPlaces _last = new();
    private readonly TapeTransaction _next = new();
    private TapeCursor _cursor = from.Cursor;

    public WarmRules Rules => rules;

    /// <summary>Transactions of the run that they know.</summary>
    public long Transactions { get; private set; } = from.Transactions;

    /// <summary>Follows up to a later place.</summary>
    public void CatchUp(TapePlace to)
    {
        if (Transactions == to.Transactions)
        {
            return;
        }

        _next.Changes.Clear();
        while (_cursor.Position < to.Cursor.Position)
        {
            TapeCursor place = _cursor;
            TapeEntry entry = _cursor.Read(out ReadOnlySpan<Value> values);
            if (entry.Kind != TapeEntryKind.Commit && (SuppliedRow)entry.Subject! is { IsKeyed: true } row)
            {
                _last.Note(row, place);
            }
            else if (entry.Kind != TapeEntryKind.Commit)
            {
                _next.Add(entry, values); // several rows share its number: each change counts
            }
        }

        foreach (TapeCursor place in _last.Places)
        {
            TapeCursor last = place;
            TapeEntry entry = last.Read(out ReadOnlySpan<Value> values);
            _next.Add(entry, values);
        }

        _last.Clear();
        rules.Follow(to.Sequence, to.At, _next.Changes, decides: false);
        Transactions = to.Transactions;
    }
}

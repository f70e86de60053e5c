using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The last transactions of the tape, and what takes rows that stand at its end back to how they stood before them. Single-threaded.</summary>
internal sealed class TapeWindow
{
    private readonly Dictionary<Fact, Stood> _touched;
    private readonly HashSet<int> _numbers = [];
    private readonly TapeTransaction _transaction = new();
    private readonly TapeCursor _start;

    /// <param name="from">An earlier place, whose rows are known.</param>
    /// <param name="noted">A place before which what was noted is forgotten.</param>
    /// <param name="to">The end; its rows need not be known.</param>
    /// <param name="transactions">The most that the window has.</param>
    public TapeWindow(TapePlace from, TapePlace noted, TapePlace to, long transactions)
    {
        _touched = new Dictionary<Fact, Stood>(from.Rows.Keys);
        long skipped = Math.Max(0, to.Transactions - from.Transactions - transactions);
        (Transactions, Sequence, At, Memory) = (from.Transactions + skipped, from.Sequence, from.At, from.Memory);
        TapeCursor cursor = from.Cursor;
        for (long i = 0; i < skipped && _transaction.TryRead(ref cursor, to.Cursor.Position); i++)
        {
            (Sequence, At, Memory) = (_transaction.Sequence, _transaction.At, from.Transactions + i + 1 == noted.Transactions ? noted.Memory : _transaction.Note?.Memory ?? Memory);
        }

        _start = cursor;
        NoteTouched(cursor, to.Cursor.Position, from.Rows);
        NoteBefore(from.Cursor, skipped, to.Cursor.Position);
    }

    /// <summary>False when a row that it touches has no key: then a change does not say what stood before.</summary>
    public bool IsKeyed { get; private set; } = true;

    /// <summary>Event time of the last transaction before it.</summary>
    public EventTime At { get; } = EventTime.Zero;

    /// <summary>Transactions of the run before it.</summary>
    private long Transactions { get; }

    /// <summary>The number of the last of them; 0 at the beginning of the run.</summary>
    private long Sequence { get; }

    /// <summary>What was remembered then.</summary>
    private ImmutableArray<AgendaMemory> Memory { get; }

    /// <summary>Where it begins, as a place that is known without its rows.</summary>
    public TapePlace ToPlace(BoundProgram program) => new(program, _start, Transactions, Sequence, At, Memory);

    /// <summary>The changes that put every row which the window touches back to how it stood before.</summary>
    public RowChanges Back()
    {
        RowChanges changes = new();
        foreach (Stood stood in _touched.Values)
        {
            if (stood.Values is { } values)
            {
                changes.Assert(stood.Row, values);
            }
            else
            {
                changes.Retract(stood.Row);
            }
        }

        return changes;
    }

    /// <summary>Each row as the earlier place has it, which is right unless something came in between.</summary>
    private void NoteTouched(TapeCursor cursor, long end, GivenLedger rows)
    {
        while (_transaction.TryRead(ref cursor, end))
        {
            for (int i = 0; i < _transaction.Changes.Count; i++)
            {
                Fact fact = _transaction.Changes.FactChangeOf(i).Fact;
                SuppliedRow row = _transaction.Changes.RowOf(i);
                if (_touched.TryAdd(fact, default))
                {
                    _touched[fact] = new Stood(row, rows.Find(fact) is { } told ? told.Values[row.Key.Length..].ToArray() : null);
                    _numbers.Add(row.Number);
                    IsKeyed &= row.IsKeyed;
                }
            }
        }
    }

    private void NoteBefore(TapeCursor cursor, long transactions, long end)
    {
        for (long n = 0; n < transactions && _transaction.TryRead(ref cursor, end); n++)
        {
            RowChanges changes = _transaction.Changes;
            for (int i = 0; i < changes.Count; i++)
            {
                SuppliedRow row = changes.RowOf(i);
                if (_numbers.Contains(row.Number) && changes.FactChangeOf(i).Fact is { } fact && _touched.ContainsKey(fact))
                {
                    _touched[fact] = new Stood(row, changes.KindOf(i) == ChangeKind.Assert ? changes.ValuesOf(i)[row.Key.Length..].ToArray() : null);
                }
            }
        }
    }

    /// <summary>How a row stood: its values behind the key; null when it did not.</summary>
    private readonly record struct Stood(SuppliedRow Row, Value[]? Values);
}

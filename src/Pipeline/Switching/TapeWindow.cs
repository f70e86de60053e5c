using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The last transactions of the tape, and what takes rows that stand at its end back to how they stood before them. Single-threaded.</summary>
internal sealed class TapeWindow
{
    /// <summary>By the number of a row that has a key.</summary>
    private readonly Dictionary<int, Stood> _touched = [];
    private readonly TapeTransaction _transaction = new();
    private readonly TapeCursor _start;

    /// <param name="from">An earlier place, whose rows are known: the nearer to the end, the less has to be read.</param>
    /// <param name="noted">A place before which what was noted is forgotten.</param>
    /// <param name="to">The end; its rows need not be known.</param>
    /// <param name="transactions">The most that the window has.</param>
    public TapeWindow(TapePlace from, TapePlace noted, TapePlace to, long transactions)
    {
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
            if (stood.Holds)
            {
                changes.Assert(stood.Row, stood.Values);
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
                SuppliedRow row = _transaction.Changes.RowOf(i);
                IsKeyed &= row.IsKeyed;
                if (row.IsKeyed && !_touched.ContainsKey(row.Number))
                {
                    Stood stood = new(row);
                    if (rows.Find(row) is { } told)
                    {
                        stood.Tell(told.Values[row.Key.Length..]);
                    }

                    _touched.Add(row.Number, stood);
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
                if (!_touched.TryGetValue(changes.RowOf(i).Number, out Stood? stood) || !changes.RowOf(i).IsKeyed)
                {
                    continue;
                }

                if (changes.KindOf(i) == ChangeKind.Assert)
                {
                    stood.Tell(changes.ValuesOf(i)[stood.Row.Key.Length..]);
                }
                else
                {
                    stood.Holds = false;
                }
            }
        }
    }

    /// <summary>How a row stood. A row told again and again is copied into one place.</summary>
    private sealed class Stood(SuppliedRow row)
    {
        private Value[] _values = [];

        public SuppliedRow Row { get; } = row;

        public bool Holds { get; set; }

        /// <summary>Behind the key.</summary>
        public ReadOnlySpan<Value> Values => _values;

        public void Tell(ReadOnlySpan<Value> values)
        {
            if (_values.Length != values.Length)
            {
                _values = new Value[values.Length];
            }

            values.CopyTo(_values);
            Holds = true;
        }
    }
}

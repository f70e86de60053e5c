using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>The rows of one predicate as columns of cells, with what makes each row present: being given, and the number of its derivations.</summary>
/// <remarks>
/// Row numbers stay valid until the end of the transaction that removes the row. A row is <em>touched</em> by the first change of a transaction, which keeps what
/// it was; <see cref="Commit"/> forgets that and frees rows that are gone, <see cref="RollBack"/> restores it. <see cref="Settle"/> moves a row's
/// visibility in the new state to what its reasons say; joins see nothing of a change before. Arrays only grow, by doubling: no allocation in a steady state.
/// </remarks>
internal sealed partial class Table
{
    /// <summary>In the place of the number of derivations of a row that is kept although nothing shows it.</summary>
    private const int Waits = -1;

    private readonly RowIdentity? _identity;
    private readonly PostingIndex? _byKey;
    private readonly PostingIndex[] _indexes;
    private readonly bool[] _isOfKey;
    private readonly TouchedTables? _tables;
    private TouchLog _touched = new();
    private readonly RowNumbers _free = new();
    private byte[] _states = new byte[16];
    private int[] _support = new int[16];
    private uint[] _versions = [];
    private long[] _times = [];
    private ulong[] _masks = [];
    private int[] _successors = [];

    /// <summary>Rows that the running transaction replaced.</summary>
    private int _pairs;

    /// <param name="predicate">Whose rows.</param>
    /// <param name="tables">Hears of the first change in a transaction; null for a table that takes part in none.</param>
    public Table(PlannedPredicate predicate, TouchedTables? tables = null)
    {
        Predicate = predicate;
        _tables = tables;
        HidesGiven = predicate is { IsCombined: true, IsDerived: true };
        Columns = [.. Enumerable.Range(0, predicate.Arity).Select(static _ => new long[16])];
        _indexes = [.. predicate.Indexes.Select(columns => new PostingIndex(this, [.. columns]))];
        int[] key = [.. predicate.Key.Order()];
        _byKey = Array.Find(_indexes, index => key.Length > 0 && index.Columns.AsSpan().SequenceEqual(key));
        _identity = _byKey is null ? new RowIdentity(this) : null;
        _isOfKey = [.. _indexes.Select(index => Array.TrueForAll(index.Columns, key.Contains))];
    }

    public PlannedPredicate Predicate { get; }

    /// <summary>True where a given row is only a part of the row that is shown (see <see cref="LatticeStratum"/>): being given then shows nothing.</summary>
    public bool HidesGiven { get; }

    /// <summary>By column, then by row. Replaced when it grows: read it again after rows were added.</summary>
    public long[][] Columns { get; }

    /// <summary>Bits of <see cref="RowView"/> and of <see cref="RowFlags"/>, by row. Replaced when it grows.</summary>
    public byte[] States => _states;

    /// <summary>Row numbers are below this; some of them may be free.</summary>
    public int RowEnd { get; private set; }

    /// <summary>Rows of the new state that are derived and not given: what the budget counts.</summary>
    public long DerivedCount { get; private set; }

    /// <summary>Rows touched by the running transaction, in the order of their first change.</summary>
    public int TouchedCount => _touched.Count;

    /// <summary>True once a row was given, even if it was taken back.</summary>
    public bool WasEverGiven { get; private set; }

    /// <summary>Grows whenever a transaction that touched the relation ends.</summary>
    public long Version { get; private set; }

    public long Cell(int row, int column) => Columns[column][row];

    public PostingIndex Index(int number) => _indexes[number];

    /// <summary>Finds the rows of a key; null where none is declared, or it is all columns. It tells rows apart as well: there is no <see cref="RowIdentity"/> then.</summary>
    public PostingIndex? ByKey => _byKey;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsIn(int row, RowView view) => (_states[row] & (int)view) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RowView ViewOf(int row) => (RowView)(_states[row] & (int)RowView.Both);

    /// <summary>True when the running transaction adds or removes the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasMoved(int row) => ViewOf(row) is RowView.Old or RowView.New;

    public bool IsGiven(int row) => (_states[row] & RowFlags.Given) != 0;

    public int SupportOf(int row) => _support[row];

    /// <summary>Event time at which a given row was last asserted; 0 for others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long TimeOf(int row) => row < _times.Length ? _times[row] : 0;

    /// <summary>Grows by one whenever the row number is given to another row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint VersionOf(int row) => row < _versions.Length ? _versions[row] : 0;

    public int TouchedRow(int number) => _touched.Row(number);

    /// <summary>True when a touched row was given before the transaction.</summary>
    public bool WasGiven(int number) => _touched.WasGiven(number);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasCells(int row, ReadOnlySpan<long> cells)
    {
        long[][] columns = Columns;
        for (int i = 0; i < cells.Length; i++)
        {
            if (columns[i][row] != cells[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The row's number whatever state it is in, or -1.</summary>
    public int Find(ReadOnlySpan<long> cells) => _identity is null ? FindByKey(cells, _byKey!.HashOf(cells)) : _identity.Find(cells);

    /// <summary><see cref="Find(ReadOnlySpan{long})"/> for emitted code.</summary>
    public int FindRow(long[] cells) => Find(cells);

    /// <summary>The row's number; a new row is in no state yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int FindOrAdd(ReadOnlySpan<long> cells)
    {
        int found = Find(cells);
        return found >= 0 ? found : Add(cells);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindByKey(ReadOnlySpan<long> cells, int hash)
    {
        int row = _byKey!.First(hash);
        while (row >= 0 && !HasCells(row, cells))
        {
            row = _byKey.Next(row);
        }

        return row;
    }

    /// <summary>Changes the number of derivations of a row.</summary>
    /// <returns>The number before.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int AddSupport(int row, int change)
    {
        Touch(row);
        int before = _support[row];
        _support[row] = before + change;
        return before;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SetSupport(int row, int support)
    {
        Touch(row);
        _support[row] = support;
    }

    /// <summary>Gives or takes a row, and shows that in the new state. One look at the row's state, and one word written back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetGiven(int row, bool isGiven, long time)
    {
        byte state = _states[row];
        int support = _support[row];
        if ((state & RowFlags.Touched) == 0)
        {
            Remember(row, state, support);
        }

        SetTime(row, time);
        _states[row] = Settled((state & ~RowFlags.Given) | RowFlags.Touched | (isGiven ? RowFlags.Given : 0), support);
        WasEverGiven |= isGiven;
        WasTold = true;
    }

    /// <summary>Shows in the new state what the row's reasons say.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Settle(int row) => _states[row] = Settled(_states[row], _support[row]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SettleTouched()
    {
        for (int i = 0; i < _touched.Count; i++)
        {
            Settle(_touched.Row(i));
        }
    }

    /// <summary>Hides a row from the new state until it is settled.</summary>
    public void Hide(int row) => _states[row] = (byte)(_states[row] & ~(int)RowView.New);

    /// <summary>Marks or unmarks a row; see <see cref="RowView.Settled"/>.</summary>
    public void MarkSettled(int row, bool isSettled) =>
        _states[row] = (byte)(isSettled ? _states[row] | (int)RowView.Settled : _states[row] & ~(int)RowView.Settled);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Commit()
    {
        for (int i = 0; i < _touched.Count; i++)
        {
            int row = _touched.Row(i);
            byte state = (byte)(_states[row] & ~(RowFlags.Touched | RowFlags.Paired));
            if ((state & (int)RowView.New) != 0)
            {
                _states[row] = (byte)(state | (int)RowView.Old);
            }
            else if ((state & RowFlags.Given) != 0)
            {
                _states[row] = (byte)(state & ~(int)RowView.Old);
            }
            else
            {
                Remove(row);
            }
        }

        _touched.Clear();
        _pairs = 0;
    }

    /// <summary>A transaction that touched the relation stands.</summary>
    public void End() => Version += _touched.Count > 0 ? 1 : 0;

    public void RollBack()
    {
        for (int i = 0; i < _touched.Count; i++)
        {
            int row = _touched.Row(i);
            _support[row] = _touched.SupportBefore(i);
            SetTime(row, _touched.TimeBefore(i));
            _states[row] = Settled((_states[row] & ~(RowFlags.Touched | RowFlags.Paired | RowFlags.Given)) | (_touched.WasGiven(i) ? RowFlags.Given : 0), _support[row]);
            if ((_states[row] & ((int)RowView.Old | RowFlags.Given)) == 0 && _support[row] != Waits)
            {
                Remove(row);
            }
        }

        _touched.Clear();
        _pairs = 0;
    }

    /// <summary>Keeps a row that nothing shows yet, also when a transaction that showed it is rolled back: until <see cref="Discard"/>, or until it has been shown and is no more.</summary>
    public void LetWait(int row) => _support[row] = Waits;

    /// <summary>Takes out a row that no state shows and that the running transaction has not changed; leaves any other row alone.</summary>
    public void Discard(int row, uint version)
    {
        if (_states[row] == RowFlags.Used && VersionOf(row) == version)
        {
            Remove(row);
        }
    }

    /// <summary>The state with what its reasons show; keeps count of derived rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte Settled(int state, int support)
    {
        bool isGiven = (state & RowFlags.Given) != 0, isDerived = support > 0, counts = isDerived && !isGiven;
        DerivedCount += (counts ? 1 : 0) - ((state & RowFlags.Counted) != 0 ? 1 : 0);
        return (byte)((state & ~((int)RowView.New | RowFlags.Counted)) | ((isGiven && !HidesGiven) || isDerived ? (int)RowView.New : 0) | (counts ? RowFlags.Counted : 0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SetTime(int row, long time)
    {
        if (row >= _times.Length)
        {
            if (time == 0)
            {
                return;
            }

            Array.Resize(ref _times, _states.Length);
        }

        _times[row] = time;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Touch(int row)
    {
        byte state = _states[row];
        if ((state & RowFlags.Touched) == 0)
        {
            _states[row] = (byte)(state | RowFlags.Touched);
            Remember(row, state, _support[row]);
        }
    }

    /// <summary>Keeps what a row was before the transaction first changes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Remember(int row, byte state, int support)
    {
        if (_touched.Count == 0)
        {
            _tables?.Add(this);
        }

        _touched.Add(row, support, (state & RowFlags.Given) != 0, TimeOf(row));
    }

    /// <summary>Adds a row, which must not be there, in the place of one with the same key: indexes on columns in which they agree need no hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int AddBeside(ReadOnlySpan<long> cells, int sibling)
    {
        int row = Place(cells);
        for (int i = 0; i < _indexes.Length; i++)
        {
            PostingIndex index = _indexes[i];
            if (_isOfKey[i] || index.AreBeside(row, sibling))
            {
                index.LinkBeside(row, sibling);
            }
            else
            {
                index.Link(row);
            }
        }

        return row;
    }

    /// <summary>Adds a row that is not there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Add(ReadOnlySpan<long> cells)
    {
        int row = Place(cells);
        _identity?.Link(row);
        foreach (PostingIndex index in _indexes)
        {
            index.Link(row);
        }

        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Place(ReadOnlySpan<long> cells)
    {
        int row = _free.TryPop(out int free) ? Reuse(free) : RowEnd++;
        if (row == _states.Length)
        {
            Grow(row * 2);
        }

        long[][] columns = Columns;
        for (int i = 0; i < cells.Length; i++)
        {
            columns[i][row] = cells[i];
        }

        _states[row] = RowFlags.Used;
        _support[row] = 0;
        if (row < _times.Length)
        {
            _times[row] = 0;
        }

        return row;
    }

    /// <summary>Versions are kept from the first row number on that is used again: a table that only grows needs none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Reuse(int row)
    {
        if (_versions.Length == 0)
        {
            _versions = new uint[_states.Length];
        }

        _versions[row]++;
        return row;
    }
}

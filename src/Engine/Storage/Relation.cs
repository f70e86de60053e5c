using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>The rows of one predicate, with what makes each present: being given, and the number of its derivations.</summary>
/// <remarks>
/// Row numbers stay valid until the end of the transaction that removes the row. A row is <em>touched</em> by the first change of a transaction, which keeps what
/// it was; <see cref="Commit"/> forgets that and frees rows that are gone, <see cref="RollBack"/> restores it. <see cref="Settle"/> moves a row's
/// visibility in the new state to what its reasons say; joins see nothing of a change before.
/// </remarks>
internal sealed class Relation
{
    private readonly RowIndex _rowsByValue;
    private readonly RowIndex[] _indexes;
    private readonly List<RowBefore> _touched = [];
    private readonly Stack<int> _free = new();
    private Value[][] _rows = new Value[16][];
    private RowState[] _states = new RowState[16];

    public Relation(PlannedPredicate predicate)
    {
        Predicate = predicate;
        _rowsByValue = new RowIndex(this, [.. Enumerable.Range(0, predicate.Arity)]);
        _indexes = [.. predicate.Indexes.Select(columns => new RowIndex(this, [.. columns]))];
    }

    public PlannedPredicate Predicate { get; }

    /// <summary>Row numbers are below this; some of them may be free.</summary>
    public int End { get; private set; }

    /// <summary>Rows of the new state that are derived and not given: what the budget counts.</summary>
    public long DerivedCount { get; private set; }

    /// <summary>Rows touched by the running transaction, in the order of their first change.</summary>
    public int TouchedCount => _touched.Count;

    /// <summary>True once a row was given, even if it was taken back.</summary>
    public bool WasEverGiven { get; private set; }

    /// <summary>Grows whenever a transaction that touched the relation ends.</summary>
    public long Version { get; private set; }

    public Value[] Row(int row) => _rows[row];

    public RowIndex Index(int number) => _indexes[number];

    public bool IsIn(int row, RowView view) => (_states[row].View & view) != 0;

    public RowView ViewOf(int row) => _states[row].View & RowView.Both;

    public bool IsGiven(int row) => _states[row].IsGiven;

    public int SupportOf(int row) => _states[row].Support;

    /// <summary>Event time at which a given row was last asserted.</summary>
    public long TimeOf(int row) => _states[row].Time;

    public int TouchedRow(int number) => _touched[number].Row;

    /// <summary>True when a touched row was given before the transaction.</summary>
    public bool WasGiven(int number) => _touched[number].IsGiven;

    /// <summary>The row's number whatever state it is in, or -1.</summary>
    public int Find(ReadOnlySpan<Value> values) => Find(values, RowHash.Of(values));

    /// <summary>The row's number; a new row is in no state yet. Keeps <paramref name="owned"/> when it may, otherwise a copy.</summary>
    public int FindOrAdd(Value[] values, bool owned)
    {
        int hash = RowHash.Of(values);
        int found = Find(values, hash);
        return found >= 0 ? found : Add(owned ? values : [.. values]);
    }

    /// <summary>Changes the number of derivations of a row.</summary>
    /// <returns>The number before.</returns>
    public int AddSupport(int row, int change)
    {
        Touch(row);
        int before = _states[row].Support;
        _states[row].Support = before + change;
        return before;
    }

    public void SetSupport(int row, int support)
    {
        Touch(row);
        _states[row].Support = support;
    }

    public void SetGiven(int row, bool isGiven, long time)
    {
        Touch(row);
        _states[row].IsGiven = isGiven;
        _states[row].Time = time;
        WasEverGiven |= isGiven;
    }

    /// <summary>Shows in the new state what the row's reasons say.</summary>
    public void Settle(int row)
    {
        ref RowState state = ref _states[row];
        bool present = state.IsGiven || state.Support > 0;
        state.View = (state.View & ~RowView.New) | (present ? RowView.New : RowView.None);
        bool counts = state.Support > 0 && !state.IsGiven;
        DerivedCount += (counts ? 1 : 0) - (state.IsCounted ? 1 : 0);
        state.IsCounted = counts;
    }

    public void SettleTouched()
    {
        for (int i = 0; i < _touched.Count; i++)
        {
            Settle(_touched[i].Row);
        }
    }

    /// <summary>Hides a row from the new state until it is settled.</summary>
    public void Hide(int row) => _states[row].View &= ~RowView.New;

    /// <summary>Marks or unmarks a row; see <see cref="RowView.Settled"/>.</summary>
    public void MarkSettled(int row, bool isSettled) =>
        _states[row].View = isSettled ? _states[row].View | RowView.Settled : _states[row].View & ~RowView.Settled;

    /// <summary>True when some row entered or left.</summary>
    public bool HasChanged()
    {
        foreach (RowBefore touched in _touched)
        {
            if (ViewOf(touched.Row) is RowView.Old or RowView.New)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when some row left, or is no longer given: a row that stays may then have lost what it rests on.</summary>
    public bool HasLost()
    {
        foreach (RowBefore touched in _touched)
        {
            if (ViewOf(touched.Row) == RowView.Old || (touched.IsGiven && !_states[touched.Row].IsGiven))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when some given row was asserted again at another time.</summary>
    public bool HasNewTimes()
    {
        foreach (RowBefore touched in _touched)
        {
            if (_states[touched.Row].IsGiven && touched.Time != _states[touched.Row].Time)
            {
                return true;
            }
        }

        return false;
    }

    public void Commit()
    {
        foreach (RowBefore touched in _touched)
        {
            ref RowState state = ref _states[touched.Row];
            state.IsTouched = false;
            if ((state.View & RowView.New) != 0)
            {
                state.View |= RowView.Old;
            }
            else
            {
                Remove(touched.Row);
            }
        }

        Version += _touched.Count > 0 ? 1 : 0;
        _touched.Clear();
    }

    public void RollBack()
    {
        foreach (RowBefore touched in _touched)
        {
            ref RowState state = ref _states[touched.Row];
            state.IsTouched = false;
            state.Support = touched.Support;
            state.IsGiven = touched.IsGiven;
            state.Time = touched.Time;
            Settle(touched.Row);
            if ((state.View & RowView.Old) == 0)
            {
                Remove(touched.Row);
            }
        }

        _touched.Clear();
    }

    private int Find(ReadOnlySpan<Value> values, int hash)
    {
        int row = _rowsByValue.First(hash);
        while (row >= 0 && !(_rowsByValue.HashOf(row) == hash && values.SequenceEqual(_rows[row])))
        {
            row = _rowsByValue.Next(row);
        }

        return row;
    }

    private void Touch(int row)
    {
        ref RowState state = ref _states[row];
        if (!state.IsTouched)
        {
            state.IsTouched = true;
            _touched.Add(new RowBefore(row, state.Support, state.IsGiven, state.Time));
        }
    }

    private int Add(Value[] values)
    {
        int row = _free.Count > 0 ? _free.Pop() : End++;
        if (row == _rows.Length)
        {
            Array.Resize(ref _rows, row * 2);
            Array.Resize(ref _states, row * 2);
        }

        _rows[row] = values;
        _states[row] = default;
        _rowsByValue.Link(row);
        foreach (RowIndex index in _indexes)
        {
            index.Link(row);
        }

        return row;
    }

    private void Remove(int row)
    {
        _rowsByValue.Unlink(row);
        foreach (RowIndex index in _indexes)
        {
            index.Unlink(row);
        }

        _rows[row] = [];
        _states[row] = default;
        _free.Push(row);
    }

    private struct RowState
    {
        public RowView View;
        public bool IsGiven;
        public bool IsTouched;
        public bool IsCounted;
        public int Support;
        public long Time;
    }

    private readonly record struct RowBefore(int Row, int Support, bool IsGiven, long Time);
}

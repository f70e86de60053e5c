using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>Groups that count their members as these come and go, and keep of them what their aggregates need: sums, extremes, counts of values. No allocation once warm.</summary>
/// <remarks>
/// Joins give a member as cells: the group's key, then the arguments of all aggregates. A group has a number while it has members. Aggregates that cannot
/// take a member back read all members again, found by a join from the key. A roll-back reads the groups that it touched again from the state before.
/// </remarks>
internal sealed partial class CountedGroups : GroupMaintainer, ICellHolder
{
    private readonly MemberShape _shape;
    private readonly MemberReader _reader;
    private readonly MemberSearch _search;
    private readonly GroupHead _head;
    private readonly GroupAggregate[] _aggregates;
    private readonly CellKind[] _resultKinds;
    private readonly (int Start, int Length)[] _arguments;
    private readonly CellTuples _keys;
    private readonly CountingSink _sink;
    private readonly RowNumbers _touched = new();
    private readonly RowNumbers _rebuilt = new();
    private readonly long[] _cells;
    private long[] _members = [];
    private long[] _bad = [];
    private int[] _rows = [];
    private bool[] _isTouched = [];
    private readonly RetimedSink _retimed;
    private readonly bool _readsTimes;
    private long _membersBefore;
    private bool _isRebuilt;

    public CountedGroups(RuleRunner rule, ITimeSource times)
        : base(rule)
    {
        EngineState state = rule.Frame.State;
        _shape = rule.Members!;
        _reader = new MemberReader(_shape, state.Interner);
        _head = new GroupHead(rule, _shape);
        _resultKinds = [.. _shape.Aggregates.Select(a => rule.Rule.SlotKinds[a.Slot])];
        _arguments = [.. _shape.Aggregates.Select((a, i) => (_shape.StartOf(i), a.Arguments.Length))];
        _aggregates = [.. _shape.Aggregates.Select((a, i) => GroupAggregate.Of(a, _shape.Kinds[_arguments[i].Start..(_arguments[i].Start + _arguments[i].Length)], _resultKinds[i], state.Interner))];
        _keys = new CellTuples(_shape.Keys.Length);
        _cells = new long[_shape.Keys.Length + _aggregates.Length];
        _sink = new CountingSink(this);
        _retimed = new RetimedSink(this);
        _readsTimes = rule.Rule.NeedsTimes;
        _search = new MemberSearch(rule, _shape, _reader, times);
        if (_readsTimes)
        {
            Array.ForEach(rule.Deltas, static delta => delta.PrepareFollowing());
        }

        state.Holders.Add(this);
    }

    public override ReadOnlySpan<int> Rows => _rebuilt.All;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ApplyChanges()
    {
        Rule.Clock?.RunDue(_sink);
        foreach (DeltaRunner delta in Rule.Deltas)
        {
            delta.RunChanged(_sink);
            if (_readsTimes)
            {
                delta.RunRetimed(_retimed);
            }
        }

        for (int i = 0; i < _touched.Count; i++)
        {
            Update(_touched.All[i]);
        }
    }

    public override bool TryRebuild(Budget budget)
    {
        Forget();
        _sink.Budget = budget;
        CountAll();
        _sink.Budget = null;
        if (budget.IsExceeded)
        {
            return false;
        }

        foreach (int group in _touched.All)
        {
            _rows[group] = RowOf(group);
            if (_rows[group] >= 0)
            {
                _rebuilt.Push(_rows[group]);
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Commit()
    {
        for (int i = 0; i < _touched.Count; i++)
        {
            int group = _touched.All[i];
            _isTouched[group] = false;
            if (_members[group] == 0)
            {
                _keys.Remove(group);
            }
        }

        _touched.Clear();
        (_membersBefore, _isRebuilt) = (Members, false);
    }

    public override void RollBack()
    {
        if (_isRebuilt)
        {
            Forget();
            CountAll();
        }

        foreach (int group in _touched.All)
        {
            if (!_isRebuilt)
            {
                CountAgain(group);
            }

            _rows[group] = _members[group] == 0 ? -1 : RowOf(group);
        }

        Members = _membersBefore;
        Commit();
    }

    public void MarkInterned(Interner interner)
    {
        ReadOnlySpan<long> members = _members.AsSpan(0, _keys.End);
        for (int group = 0; group < members.Length; group++)
        {
            for (int i = 0; i < _shape.Keys.Length && members[group] > 0; i++)
            {
                if (_shape.Kinds[i] == CellKind.Interned)
                {
                    interner.Mark(_keys[group][i]);
                }
            }
        }

        foreach (GroupAggregate aggregate in _aggregates)
        {
            aggregate.MarkInterned(members, interner);
        }
    }

    private void Forget()
    {
        _isRebuilt = true;
        Members = 0;
        Array.Clear(_members);
        Array.Clear(_isTouched);
        _keys.Clear();
        _touched.Clear();
        _rebuilt.Clear();
        foreach (GroupAggregate aggregate in _aggregates)
        {
            aggregate.ClearAll();
        }
    }

    /// <summary>Relations show the state before again: the group's members are those that are found in it.</summary>
    private void CountAgain(int group)
    {
        (_members[group], _bad[group]) = (0, 0);
        foreach (GroupAggregate aggregate in _aggregates)
        {
            aggregate.ForgetMembers(group);
        }

        _search.Find(_keys[group]);
        for (int i = 0; i < _search.Count; i++)
        {
            Count(group, _search.CellsOf(i), _search.IsBad(i), 1);
        }
    }

    private void CountAll()
    {
        _sink.Sign = 1;
        Rule.RunWhole(_sink);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update(int group)
    {
        int before = _rows[group], after = _members[group] == 0 ? -1 : RowOf(group);
        if (before == after)
        {
            return;
        }

        if (before >= 0)
        {
            Contribute(before, -1);
        }

        if (after >= 0)
        {
            Contribute(after, 1);
        }

        _rows[group] = after;
    }

    /// <summary>The member in the frame came or went.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(Frame frame, int sign)
    {
        ReadOnlySpan<long> cells = frame.Member;
        int group = _keys.FindOrAdd(cells[.._shape.Keys.Length], out bool isNew);
        if (isNew)
        {
            Start(group);
        }

        Touch(group);
        Members += sign;
        Count(group, cells, frame.IsMemberBad, sign);
    }

    private void Touch(int group)
    {
        if (!_isTouched[group])
        {
            _isTouched[group] = true;
            _touched.Push(group);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(int group, ReadOnlySpan<long> cells, bool isBad, int sign)
    {
        _members[group] += sign;
        if (isBad)
        {
            _bad[group] += sign;
            return;
        }

        for (int i = 0; i < _aggregates.Length; i++)
        {
            _aggregates[i].Count(group, cells.Slice(_arguments[i].Start, _arguments[i].Length), sign);
        }
    }

    private void Start(int group)
    {
        if (group >= _members.Length)
        {
            Grow(Math.Max(16, group * 2));
        }

        (_members[group], _bad[group], _rows[group], _isTouched[group]) = (0, 0, -1, false);
        foreach (GroupAggregate aggregate in _aggregates)
        {
            aggregate.Clear(group);
        }
    }

    private void Grow(int size)
    {
        Array.Resize(ref _members, size);
        Array.Resize(ref _bad, size);
        Array.Resize(ref _rows, size);
        Array.Resize(ref _isTouched, size);
        foreach (GroupAggregate aggregate in _aggregates)
        {
            aggregate.Grow(size);
        }
    }

    /// <summary>The head row of a group with members, or -1 where something fails: that is counted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int RowOf(int group)
    {
        if (_bad[group] == 0)
        {
            ReadMembers(group);
            _keys[group].CopyTo(_cells);
            if (TryResults(group) && _head.TryHead(_cells))
            {
                return Rule.Target.FindOrAdd(Rule.Frame.Head);
            }
        }

        Rule.Frame.Failures++;
        return -1;
    }

    private void ReadMembers(int group)
    {
        bool isNeeded = false;
        foreach (GroupAggregate aggregate in _aggregates)
        {
            isNeeded |= aggregate.NeedsMembers(group);
        }

        if (!isNeeded)
        {
            return;
        }

        _search.Find(_keys[group]);
        for (int i = 0; i < _aggregates.Length; i++)
        {
            if (_aggregates[i].NeedsMembers(group))
            {
                _search.Show(_aggregates[i], group, _arguments[i].Start, _arguments[i].Length);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryResults(int group)
    {
        for (int i = 0; i < _aggregates.Length; i++)
        {
            ref long cell = ref _cells[_shape.Keys.Length + i];
            if (!_aggregates[i].TryResult(group, _members[group], out cell))
            {
                return false;
            }

            if (_aggregates[i].ResultKind != _resultKinds[i])
            {
                Interner interner = Rule.Frame.State.Interner;
                if (!interner.TryEncode(interner.Decode(cell, _aggregates[i].ResultKind), _resultKinds[i], out cell))
                {
                    return false;
                }
            }
        }

        return true;
    }
}

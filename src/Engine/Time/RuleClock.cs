using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Knows of one rule that reads <c>now</c> what passing time changes: everything, or the substitutions of the rows whose moment has come.</summary>
/// <remarks>
/// By the product rule of differences: joins of changed rows see the new time, and the rows of the state before that are due are joined with the rest of the
/// state before, once at the old time and once at the new; their answers differ for those rows alone. Each row of the anchor waits in a heap for the next moment at which one of
/// its comparisons changes. An entry whose row went is passed over, and cleared away once such entries are most of the heap.
/// </remarks>
internal sealed class RuleClock
{
    private const int Floor = 1024;

    private readonly EngineState _state;
    private readonly RuleRunner _rule;
    private readonly Expression[] _readings;
    private readonly Comparing[] _gates;
    private readonly ClockTests _tests;
    private readonly DueRows _heap = new();
    private readonly List<DueRows.Entry> _popped = [];
    private readonly RowNumbers _due = new();
    private long[] _seenIn = [];
    private long _round;
    private bool _isStale;
    private bool _hasRestarted;

    public RuleClock(RuleRunner rule, EngineState state)
    {
        PlannedClock clock = rule.Rule.Clock!;
        _state = state;
        _rule = rule;
        _readings = Expression.Of(clock.Readings);
        _gates = [.. clock.Gates.Select(static gate => new Comparing(gate))];
        _tests = new ClockTests(clock);
        Anchor = clock.Anchor is { } literal ? Array.Find(rule.Deltas, delta => delta.Literal == literal) : null;
        Anchor?.PrepareFollowing();
    }

    /// <summary>The join from the rows that <see cref="HasDue"/> speaks of; null when the rule has none.</summary>
    public DeltaRunner? Anchor { get; }

    /// <summary>True when some rows are due in the running transaction.</summary>
    public bool HasDue => _due.Count > 0;

    /// <summary>Rows of the anchor in the state before, whose comparisons may answer differently now.</summary>
    public ReadOnlySpan<int> Due => _due.All;

    /// <summary>True when what the rule reads of the time itself is other than before: the rule must run from nothing.</summary>
    public bool HasTurned()
    {
        foreach (Expression reading in _readings)
        {
            if (ReadAt(_state.NowBefore, reading) != ReadAt(_state.Now, reading))
            {
                return true;
            }
        }

        foreach (Comparing gate in _gates)
        {
            if (HoldsAt(_state.NowBefore, gate) != HoldsAt(_state.Now, gate))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes up the rows that the running transaction added, and finds those that are due. The anchor's relation must be final.</summary>
    /// <param name="testsMoved">A parameter is another: the moments of all rows may be.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Advance(bool testsMoved)
    {
        _due.Clear();
        if (Anchor is not { } anchor)
        {
            return;
        }

        Table table = anchor.Relation;
        if (_isStale || testsMoved)
        {
            Start(table);
            (_isStale, _hasRestarted) = (false, testsMoved);
        }

        for (int i = 0; i < table.TouchedCount; i++)
        {
            int row = table.TouchedRow(i);
            if (table.ViewOf(row) == RowView.New)
            {
                Schedule(row);
            }
        }

        _round++;
        while (_heap.Count > 0 && _heap.Soonest.Due <= _state.NowCell)
        {
            Take(_heap.Pop());
        }
    }

    /// <summary>Tells the sink what the due rows no longer allow, and what they allow now, the rest of the body on the state before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void RunDue(SignedSink sink)
    {
        for (int i = 0; i < _due.Count; i++)
        {
            int row = _due.All[i];
            bool before = HoldsAt(_state.NowBefore, row), after = HoldsAt(_state.Now, row);
            if (before != after)
            {
                sink.Sign = after ? 1 : -1;
                RunAt(after ? _state.Now : _state.NowBefore, sink, row, countsFailures: after);
            }
        }
    }

    /// <summary>Tells the sink what the due rows allowed at the time before, in the state before.</summary>
    public void RunLost(HeadSink sink)
    {
        for (int i = 0; i < _due.Count; i++)
        {
            RunAt(_state.NowBefore, sink, _due.All[i], countsFailures: false);
        }
    }

    /// <summary>Tells the sink what the due rows that are left allow now, in the new state.</summary>
    public void RunGained(HeadSink sink)
    {
        for (int i = 0; i < _due.Count; i++)
        {
            if (Anchor!.Relation.IsIn(_due.All[i], RowView.New))
            {
                Anchor.RunFollowing(sink, _due.All[i]);
            }
        }
    }

    public void Commit()
    {
        _popped.Clear();
        _hasRestarted = false;
        if (_heap.Count > Floor && _heap.Count > 4 * (Anchor!.Relation.RowEnd + 1))
        {
            _heap.RemoveWhere(entry => !IsThere(entry));
        }
    }

    public void RollBack()
    {
        foreach (DueRows.Entry entry in _popped)
        {
            _heap.Push(entry);
        }

        _popped.Clear();
        _due.Clear();
        _isStale |= _hasRestarted;
    }

    private void Start(Table table)
    {
        _heap.Clear();
        _popped.Clear();
        EventTime now = _state.Now;
        _state.Now = _state.NowBefore;
        for (int row = 0; row < table.RowEnd; row++)
        {
            if (table.IsIn(row, RowView.Old))
            {
                Schedule(row);
            }
        }

        _state.Now = now;
    }

    private void Take(in DueRows.Entry entry)
    {
        _popped.Add(entry);
        if (!IsThere(entry) || !Anchor!.Relation.IsIn(entry.Row, RowView.Old))
        {
            return;
        }

        if (entry.Row >= _seenIn.Length)
        {
            Array.Resize(ref _seenIn, Math.Max(Anchor.Relation.RowEnd, _seenIn.Length * 2));
        }

        if (_seenIn[entry.Row] != _round)
        {
            _seenIn[entry.Row] = _round;
            _due.Push(entry.Row);
            Schedule(entry.Row);
        }
    }

    private bool IsThere(in DueRows.Entry entry) =>
        Anchor!.Relation.VersionOf(entry.Row) == entry.Version && Anchor.Relation.ViewOf(entry.Row) != RowView.None;

    private void Schedule(int row)
    {
        if (Anchor!.TryBind(_rule.Frame, row) && _tests.NextChange(_rule.Frame) is { } due)
        {
            _heap.Push(new DueRows.Entry(due, row, Anchor.Relation.VersionOf(row)));
        }
    }

    private void RunAt(EventTime time, HeadSink sink, int row, bool countsFailures)
    {
        (EventTime now, long failures) = (_state.Now, _rule.Frame.Failures);
        _state.Now = time;
        Anchor!.RunPreceding(sink, row);
        _state.Now = now;
        _rule.Frame.Failures = countsFailures ? _rule.Frame.Failures : failures;
    }

    private bool HoldsAt(EventTime time, int row)
    {
        EventTime now = _state.Now;
        _state.Now = time;
        bool holds = Anchor!.TryBind(_rule.Frame, row) && _tests.Hold(_rule.Frame);
        _state.Now = now;
        return holds;
    }

    private bool HoldsAt(EventTime time, Comparing gate)
    {
        EventTime now = _state.Now;
        _state.Now = time;
        bool holds = gate.Holds(_rule.Frame);
        _state.Now = now;
        return holds;
    }

    private Value? ReadAt(EventTime time, Expression reading)
    {
        EventTime now = _state.Now;
        _state.Now = time;
        bool has = reading.TryEvaluate(_rule.Frame, out Value value);
        _state.Now = now;
        return has ? value : null;
    }
}

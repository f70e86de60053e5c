using System.Collections.Immutable;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Rows of the source, as far as their columns are read, that held throughout an interval before now, or at some moment of it.</summary>
/// <remarks>
/// What holds <em>at</em> a moment is what holds after the last transaction of that moment: a row taken and given again at one moment has no gap, and one
/// that comes and goes within a moment never held. Spans open and close at now, which never goes back, so two queues know which of them time changes next.
/// </remarks>
internal sealed class PresenceView : PastView
{
    private readonly BoundView _view;
    private readonly Table _keys;
    private readonly SpanStore _spans = new();
    private readonly TimeRing _opened = new();
    private readonly TimeRing _closed = new();
    private readonly List<int> _affected = [];
    private readonly List<(int Key, int Change)> _counted = [];
    private readonly long[] _cells;
    private readonly long _openMatters;
    private readonly long _closeMatters;
    private int[] _present = new int[16];
    private long _now;
    private long _nowBefore;
    private int _openedBefore;
    private int _closedBefore;
    private int _forgotten;
    private int _openPassed;
    private int _closePassed;
    private int _openPassedBefore;
    private int _closePassedBefore;

    public PresenceView(BoundView view, Table source, Table target)
        : base(source, target)
    {
        _view = view;
        _cells = new long[target.Columns.Length];
        (_openMatters, _closeMatters) = view.Kind == ViewKind.Held ? (view.Far, view.Near) : (view.Near, view.Far);
        ImmutableArray<CellKind> kinds = [.. view.Columns.Select(source.Predicate.KindOf)];
        _keys = new Table(new PlannedPredicate(-1, target.Predicate.Name, kinds.Length, [], false, []) { Kinds = kinds });
        Gone = new GoneRows(_keys);
    }

    /// <summary>Spans that ended too long ago to be shown again.</summary>
    public override GoneRows? Gone { get; }

    public override long Size => _spans.Count - _forgotten;

    public override void Advance(SourceEvents events, long now)
    {
        _now = now;
        CountRows();
        foreach ((int key, _) in _counted)
        {
            Change(key);
        }

        PassDue();
        foreach (int key in _affected)
        {
            ShowOrHide(key);
        }

        _affected.Clear();
        CountForgotten();
    }

    public override long? NextChange(long after) =>
        Moments.Sooner(Next(_opened, _openPassed, _openMatters, after, isOpening: true), Next(_closed, _closePassed, _closeMatters, after, isOpening: false));

    public override HeldInterval IntervalOf(int row)
    {
        ReadCells(Target, row);
        return Interval(FirstShown(_keys.Find(_cells)));
    }

    public override HeldInterval? LastSpanOf(Value[] row, Interner interner)
    {
        int key = _keys.Find(row, interner);
        int span = key >= 0 ? _spans.LastOf(key) : -1;
        return span >= 0 ? Interval(span) : null;
    }

    public override void Commit()
    {
        ForgetSpans();
        foreach ((int key, _) in _counted)
        {
            ForgetKey(key);
        }

        _counted.Clear();
        _spans.Commit();
        _opened.RemoveFirst(_openPassed);
        (_openPassed, _openPassedBefore, _closePassedBefore) = (0, 0, _closePassed);
        (_openedBefore, _closedBefore, _nowBefore) = (_opened.Count, _closed.Count, _now);
    }

    public override void RollBack()
    {
        for (int i = _counted.Count - 1; i >= 0; i--)
        {
            _present[_counted[i].Key] -= _counted[i].Change;
        }

        _spans.RollBack();
        foreach ((int key, _) in _counted)
        {
            ForgetKey(key);
        }

        _counted.Clear();
        DropLast(_opened, _openedBefore);
        DropLast(_closed, _closedBefore);
        (_openPassed, _closePassed, _forgotten, _now) = (_openPassedBefore, _closePassedBefore, 0, _nowBefore);
    }

    public override void MarkInterned(Interner interner) => _keys.MarkInterned(interner);

    private HeldInterval Interval(int span) => new(new EventTime(_spans.From(span)), _spans.IsOpen(span) ? null : new EventTime(_spans.To(span)));

    private void CountRows()
    {
        for (int i = 0; i < Source.TouchedCount; i++)
        {
            int row = Source.TouchedRow(i);
            if (Source.HasMoved(row))
            {
                ReadCells(Source, row, _view.Columns);
                int key = _keys.FindOrAdd(_cells), change = Source.IsIn(row, RowView.New) ? 1 : -1;
                if (key >= _present.Length)
                {
                    Array.Resize(ref _present, Math.Max(key + 1, _present.Length * 2));
                }

                _present[key] += change;
                _counted.Add((key, change));
            }
        }
    }

    /// <summary>Opens or closes a span when the row came to hold or no longer does. Doing it twice changes nothing.</summary>
    private void Change(int key)
    {
        _affected.Add(key);
        int last = _spans.LastOf(key);
        bool isOpen = last >= 0 && _spans.IsOpen(last);
        if (_present[key] > 0 == isOpen)
        {
            return;
        }

        if (isOpen && _spans.From(last) == _now)
        {
            _spans.TakeBack(last);
        }
        else if (isOpen)
        {
            Close(last);
        }
        else if (last >= 0 && _spans.To(last) == _now)
        {
            _spans.Reopen(last);
        }
        else
        {
            _opened.Insert(_opened.Count, new TimeRing.Entry(_now, _spans.Open(key, _now), 0));
        }
    }

    private void Close(int span)
    {
        // One that was closed and opened again at this moment is in the queue already.
        if (!_spans.WasReopenedAt(span, _now))
        {
            _closed.Insert(_closed.Count, new TimeRing.Entry(_now, span, 0));
        }

        _spans.Close(span, _now);
    }

    private void PassDue()
    {
        for (; _openPassed < _opened.Count && Moments.After(_opened[_openPassed].Time, _openMatters) <= _now; _openPassed++)
        {
            Affect(_opened[_openPassed].Number);
        }

        for (; _closePassed < _closed.Count && Moments.After(_closed[_closePassed].Time, _closeMatters) <= _now; _closePassed++)
        {
            Affect(_closed[_closePassed].Number);
        }
    }

    private void Affect(int span)
    {
        if (_spans.IsAlive(span))
        {
            _affected.Add(_spans.KeyOf(span));
        }
    }

    private void ShowOrHide(int key)
    {
        ReadCells(_keys, key);
        int span = FirstShown(key), row = Target.Find(_cells);
        if (span >= 0)
        {
            Show(row >= 0 ? row : Target.FindOrAdd(_cells), _spans.From(span));
        }
        else if (row >= 0)
        {
            Hide(row);
        }
    }

    private int FirstShown(int key)
    {
        int span = _spans.FirstOf(key);
        while (span >= 0 && !Shows(span))
        {
            span = _spans.After(span);
        }

        return span;
    }

    /// <summary>A span holds from its first moment to the one before its end.</summary>
    private bool Shows(int span)
    {
        long near = Moments.Before(_now, _view.Near), far = Moments.Before(_now, _view.Far), from = _spans.From(span);
        return _view.Kind == ViewKind.Held
            ? from <= far && (_spans.IsOpen(span) || _spans.To(span) > near)
            : from <= near && (_spans.IsOpen(span) || _spans.To(span) > far);
    }

    private long? Next(TimeRing queue, int passed, long matters, long after, bool isOpening)
    {
        for (int i = Math.Max(passed, queue.FirstAfter(Moments.Before(after, matters))); i < queue.Count; i++)
        {
            int span = queue[i].Number;
            if (isOpening ? _spans.IsAlive(span) && _spans.From(span) == queue[i].Time : IsClosedAt(queue[i]))
            {
                return Moments.IfAfter(Moments.After(queue[i].Time, matters), after);
            }
        }

        return null;
    }

    /// <summary>Spans that ended so long ago that they are never shown again; they go when the transaction stands.</summary>
    private void CountForgotten()
    {
        _forgotten = 0;
        for (int i = 0; i < _closed.Count && IsForgotten(_closed[i].Time); i++)
        {
            _forgotten += IsClosedAt(_closed[i]) ? 1 : 0;
        }
    }

    private void ForgetSpans()
    {
        int passed = 0;
        for (; passed < _closed.Count && IsForgotten(_closed[passed].Time); passed++)
        {
            TimeRing.Entry closed = _closed[passed];
            if (IsClosedAt(closed))
            {
                int key = _spans.KeyOf(closed.Number);
                Gone!.Note(key, _spans.From(closed.Number), _spans.To(closed.Number));
                _spans.Forget(closed.Number);
                ForgetKey(key);
            }
        }

        Gone!.Commit();
        _closed.RemoveFirst(passed);
        (_closePassed, _forgotten) = (Math.Max(0, _closePassed - passed), 0);
    }

    private bool IsForgotten(long to) => to != _now && Moments.After(to, _view.Far) <= _now;

    private bool IsClosedAt(TimeRing.Entry closed) => _spans.IsAlive(closed.Number) && !_spans.IsOpen(closed.Number) && _spans.To(closed.Number) == closed.Time;

    private void ForgetKey(int key)
    {
        if (_present[key] == 0 && _spans.FirstOf(key) < 0)
        {
            _keys.Discard(key, _keys.VersionOf(key));
        }
    }

    private void ReadCells(Table table, int row, ImmutableArray<int> columns)
    {
        for (int i = 0; i < _cells.Length; i++)
        {
            _cells[i] = table.Cell(row, columns[i]);
        }
    }

    private void ReadCells(Table table, int row)
    {
        for (int i = 0; i < _cells.Length; i++)
        {
            _cells[i] = table.Cell(row, i);
        }
    }

    private static void DropLast(TimeRing queue, int count)
    {
        while (queue.Count > count)
        {
            queue.RemoveAt(queue.Count - 1);
        }
    }
}

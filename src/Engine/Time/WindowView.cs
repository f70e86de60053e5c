using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>The events of an interval of event time, or of the last finished bucket: a stretch of all remembered events in the order of time.</summary>
/// <remarks>
/// Every remembered event is a row of the view's table, which shows it only while it lies in the stretch. So the table finds events that are told again, and
/// a moment that passes moves the two ends of the stretch.
/// </remarks>
internal sealed class WindowView(BoundView view, Table source, Table target) : PastView(source, target)
{
    private readonly TimeRing _ring = new();
    private readonly List<TimeRing.Entry> _added = [];
    private readonly long[] _cells = new long[target.Columns.Length];
    private readonly bool _isBuckets = view.Kind == ViewKind.Tumbling;
    private long _now;

    /// <summary>Shown are positions from here on…</summary>
    private int _start;

    /// <summary>… and before this one.</summary>
    private int _end;
    private long _nowBefore;
    private int _startBefore;
    private int _endBefore;

    public override GoneRows? Gone { get; } = new(target);

    public override long Size => _ring.Count - _ring.FirstFrom(Moments.Before(_now, view.Far));

    public override void Advance(SourceEvents events, long now)
    {
        _now = now;
        Move(_ring.FirstFrom(FirstShown(now)), _ring.FirstAfter(LastShown(now)));
        for (int i = 0; i < events.Count; i++)
        {
            if (Moments.After(events.TimeOf(i), view.Far) >= now)
            {
                Remember(events.CellsOf(i), events.TimeOf(i));
            }
        }
    }

    public override long? NextChange(long after)
    {
        long enters = _isBuckets ? NextBucket(Moments.Before(after, view.Near)) : After(after, view.Near);
        long leaves = _isBuckets ? NextBucket(Moments.Before(after, view.Far)) : AfterOrAt(after, view.Far);
        long? first = TimeFrom(enters) is { } entering ? Moments.IfAfter(Moments.After(Start(entering), view.Near), after) : null;
        long? last = TimeFrom(leaves) is { } leaving ? Moments.IfAfter(Moments.After(Moments.After(Start(leaving), view.Far), _isBuckets ? 0 : 1), after) : null;
        return Moments.Sooner(first, last);
    }

    public override HeldInterval IntervalOf(int row)
    {
        EventTime time = new(Target.Cell(row, Target.Columns.Length - 1));
        return new HeldInterval(time, time);
    }

    public override void Commit()
    {
        int forgotten = _ring.FirstFrom(Moments.Before(_now, view.Far));
        for (int i = 0; i < forgotten; i++)
        {
            Target.Discard(_ring[i].Number, _ring[i].Version);
        }

        _ring.RemoveFirst(forgotten);
        (_start, _end) = (Math.Max(0, _start - forgotten), Math.Max(0, _end - forgotten));
        (_startBefore, _endBefore, _nowBefore) = (_start, _end, _now);
        Gone!.Commit();
        _added.Clear();
    }

    public override void RollBack()
    {
        for (int i = _added.Count - 1; i >= 0; i--)
        {
            _ring.RemoveAt(_ring.Find(_added[i]));
            Target.Discard(_added[i].Number, _added[i].Version);
        }

        (_start, _end, _now) = (_startBefore, _endBefore, _nowBefore);
        Gone!.RollBack();
        _added.Clear();
    }

    private void Move(int start, int end)
    {
        for (int i = _start; i < start; i++)
        {
            Gone!.Note(_ring[i].Number, _ring[i].Time, _ring[i].Time);
            Hide(_ring[i].Number);
        }

        for (int i = Math.Max(_end, start); i < end; i++)
        {
            Show(_ring[i].Number, _ring[i].Time);
        }

        (_start, _end) = (start, end);
    }

    private void Remember(ReadOnlySpan<long> cells, long time)
    {
        cells.CopyTo(_cells);
        _cells[cells.Length] = Start(time);
        _cells[^1] = time;
        if (Target.Find(_cells) >= 0)
        {
            return;
        }

        int row = Target.FindOrAdd(_cells);
        Target.LetWait(row);
        TimeRing.Entry entry = new(time, row, Target.VersionOf(row));
        _added.Add(entry);
        int position = _ring.Add(entry);
        bool isPast = time < FirstShown(_now), isShown = !isPast && time <= LastShown(_now);
        _start += isPast ? 1 : 0;
        _end += isPast || isShown ? 1 : 0;
        if (isShown)
        {
            Show(row, time);
        }

        System.Diagnostics.Debug.Assert(isShown == (position >= _start && position < _end), "the stretch is one of time");
    }

    private long FirstShown(long now) => _isBuckets ? Moments.Before(Moments.BucketOf(now, view.Near), view.Near) : Moments.Before(now, view.Far);

    private long LastShown(long now) => _isBuckets ? Moments.BucketOf(now, view.Near) - 1 : Moments.Before(now, view.Near);

    private long Start(long time) => _isBuckets ? Moments.BucketOf(time, view.Near) : time;

    /// <summary>The first moment whose bucket starts after <paramref name="moment"/>.</summary>
    private long NextBucket(long moment) => Moments.After(Moments.BucketOf(moment, view.Near), view.Near);

    private static long After(long after, long distance) => Moments.After(Moments.Before(after, distance), 1);

    private static long AfterOrAt(long after, long distance) => Moments.Before(after, distance);

    private long? TimeFrom(long time) => _ring.FirstFrom(time) is int position && position < _ring.Count ? _ring[position].Time : null;
}

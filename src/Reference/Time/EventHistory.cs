using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>The events that a window may still show, in order of time, those of one time in the order of rows.</summary>
internal sealed class EventHistory(BoundView view, List<RowEvent> entries) : History
{
    public override long Size => entries.Count;

    /// <summary>The same row at the same time is one event, however often it is told.</summary>
    public override History Advance(Relation source, IReadOnlyList<RowEvent> events, long now)
    {
        HashSet<(RowKey Row, long Time)> known = [.. entries.Select(static e => (new RowKey(e.Row), e.Time))];
        List<RowEvent> all = [.. entries];
        foreach (RowEvent happened in events)
        {
            if (known.Add((new RowKey(happened.Row), happened.Time)))
            {
                all.Add(happened);
            }
        }

        all.Sort(Compare);
        return new EventHistory(view, view.Kind == ViewKind.Rows ? LastOfEach(all) : all.FindAll(e => Moments.After(e.Time, view.Far) >= now));
    }

    public override Relation ToRelation(long now)
    {
        Relation relation = new();
        foreach (RowEvent entry in entries.Where(e => IsShown(e.Time, now)))
        {
            relation.TryAdd(RowOf(entry), 0, entry.Time);
        }

        return relation;
    }

    public override long? NextChange(long now)
    {
        long? next = null;
        foreach (RowEvent entry in entries)
        {
            long bucket = view.Kind == ViewKind.Tumbling ? Moments.BucketOf(entry.Time, view.Near) : 0;
            (long enters, long leaves) = view.Kind switch
            {
                ViewKind.Interval => (Moments.After(entry.Time, view.Near), Moments.After(Moments.After(entry.Time, view.Far), 1)),
                ViewKind.Tumbling => (Moments.After(bucket, view.Near), Moments.After(bucket, view.Far)),
                _ => (long.MinValue, long.MinValue),
            };
            next = Sooner(Sooner(next, enters, now), leaves, now);
        }

        return next;
    }

    public override HeldInterval IntervalOf(Value[] row, long now)
    {
        EventTime time = new(row[^1].AsInt64);
        return new HeldInterval(time, time);
    }

    private bool IsShown(long time, long now) => view.Kind switch
    {
        ViewKind.Interval => time >= Moments.Before(now, view.Far) && time <= Moments.Before(now, view.Near),
        ViewKind.Tumbling => Moments.BucketOf(time, view.Near) == Moments.Before(Moments.BucketOf(now, view.Near), view.Near),
        _ => true,
    };

    private Value[] RowOf(RowEvent entry) => view.Kind == ViewKind.Tumbling
        ? [.. entry.Row, Value.Time(Moments.BucketOf(entry.Time, view.Near)), Value.Time(entry.Time)]
        : [.. entry.Row, Value.Time(entry.Time)];

    private List<RowEvent> LastOfEach(List<RowEvent> all)
    {
        Dictionary<RowKey, int> left = [];
        List<RowEvent> kept = [];
        for (int i = all.Count - 1; i >= 0; i--)
        {
            RowKey partition = RowKey.Of(all[i].Row, view.Partition.AsSpan());
            int count = left.GetValueOrDefault(partition);
            if (count < view.Count)
            {
                left[partition] = count + 1;
                kept.Add(all[i]);
            }
        }

        kept.Reverse();
        return kept;
    }

    private static int Compare(RowEvent a, RowEvent b)
    {
        int order = a.Time.CompareTo(b.Time);
        return order != 0 ? order : RowOrder.Instance.Compare(a.Row, b.Row);
    }
}

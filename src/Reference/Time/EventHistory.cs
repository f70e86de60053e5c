using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>The events that a window may still show, in order of time, transaction and row.</summary>
internal sealed class EventHistory(BoundView view, List<EventHistory.Entry> entries) : History
{
    /// <summary>The same row at the same time is one event, however often it is told.</summary>
    public override History Advance(Relation source, IReadOnlyList<RowEvent> events, long now, long sequence)
    {
        HashSet<(RowKey Row, long Time)> known = [.. entries.Select(static e => (new RowKey(e.Row), e.Time))];
        List<Entry> all = [.. entries];
        foreach (RowEvent happened in events)
        {
            if (known.Add((new RowKey(happened.Row), happened.Time)))
            {
                all.Add(new Entry(happened.Row, happened.Time, sequence));
            }
        }

        all.Sort(Compare);
        return new EventHistory(view, view.Kind == ViewKind.Rows ? LastOfEach(all) : all.FindAll(e => Moments.After(e.Time, view.Far) >= now));
    }

    public override Relation ToRelation(long now)
    {
        Relation relation = new();
        foreach (Entry entry in entries.Where(e => IsShown(e.Time, now)))
        {
            relation.TryAdd(RowOf(entry), 0, entry.Time);
        }

        return relation;
    }

    public override long? NextChange(long now)
    {
        long? next = null;
        foreach (Entry entry in entries)
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

    private Value[] RowOf(Entry entry) => view.Kind == ViewKind.Tumbling
        ? [.. entry.Row, Value.Time(Moments.BucketOf(entry.Time, view.Near)), Value.Time(entry.Time)]
        : [.. entry.Row, Value.Time(entry.Time)];

    private List<Entry> LastOfEach(List<Entry> all)
    {
        Dictionary<RowKey, int> left = [];
        List<Entry> kept = [];
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

    private static int Compare(Entry a, Entry b)
    {
        int order = a.Time.CompareTo(b.Time);
        order = order != 0 ? order : a.Sequence.CompareTo(b.Sequence);
        return order != 0 ? order : RowOrder.Instance.Compare(a.Row, b.Row);
    }

    /// <summary>An event, and the number of the transaction that told it.</summary>
    internal readonly record struct Entry(Value[] Row, long Time, long Sequence);
}

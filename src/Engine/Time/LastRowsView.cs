using System.Collections.Immutable;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>The last n events of each partition, by time, those of one time in the order of rows.</summary>
internal sealed class LastRowsView : PastView
{
    private readonly BoundView _view;
    private readonly Interner _interner;
    private readonly Table _partitions;
    private readonly List<TimeRing> _rings = [];
    private readonly List<(int Partition, TimeRing.Entry Entry, bool IsAdded)> _log = [];
    private readonly long[] _cells;
    private readonly long[] _key;
    private long _size;

    public LastRowsView(BoundView view, Table source, Table target, Interner interner)
        : base(source, target)
    {
        _view = view;
        _interner = interner;
        _cells = new long[target.Columns.Length];
        _key = new long[view.Partition.Length];
        ImmutableArray<CellKind> kinds = [.. view.Partition.Select(source.Predicate.KindOf)];
        _partitions = new Table(new PlannedPredicate(-1, target.Predicate.Name, kinds.Length, [], false, []) { Kinds = kinds });
    }

    public override long Size => _size;

    public override void Advance(SourceEvents events, long now)
    {
        for (int i = 0; i < events.Count; i++)
        {
            events.CellsOf(i).CopyTo(_cells);
            _cells[^1] = events.TimeOf(i);
            if (Target.Find(_cells) is int known && known >= 0 && Target.IsGiven(known))
            {
                continue;
            }

            Take(PartitionOf(events.CellsOf(i)), events.TimeOf(i));
        }
    }

    public override long? NextChange(long after) => null;

    public override HeldInterval IntervalOf(int row)
    {
        EventTime time = new(Target.Cell(row, Target.Columns.Length - 1));
        return new HeldInterval(time, time);
    }

    public override void Commit() => _log.Clear();

    public override void RollBack()
    {
        for (int i = _log.Count - 1; i >= 0; i--)
        {
            (int partition, TimeRing.Entry entry, bool isAdded) = _log[i];
            TimeRing ring = _rings[partition];
            if (isAdded)
            {
                ring.RemoveAt(ring.Find(entry));
            }
            else
            {
                ring.Insert(0, entry);
            }

            _size += isAdded ? -1 : 1;
        }

        _log.Clear();
    }

    public override void MarkInterned(Interner interner) => _partitions.MarkInterned(interner);

    private void Take(int partition, long time)
    {
        int row = Target.FindOrAdd(_cells);
        TimeRing ring = _rings[partition];
        TimeRing.Entry entry = new(time, row, Target.VersionOf(row));
        ring.Insert(PositionOf(ring, entry), entry);
        Log(partition, entry, true);
        Show(row, time);
        if (ring.Count > _view.Count)
        {
            entry = ring[0];
            ring.RemoveFirst(1);
            Log(partition, entry, false);
            Hide(entry.Number);
        }
    }

    private void Log(int partition, TimeRing.Entry entry, bool isAdded)
    {
        _log.Add((partition, entry, isAdded));
        _size += isAdded ? 1 : -1;
    }

    private int PositionOf(TimeRing ring, TimeRing.Entry entry)
    {
        int position = ring.FirstAfter(entry.Time);
        while (position > 0 && ring[position - 1].Time == entry.Time && IsBefore(entry.Number, ring[position - 1].Number))
        {
            position--;
        }

        return position;
    }

    /// <summary>In the order of values.</summary>
    private bool IsBefore(int row, int other)
    {
        for (int i = 0; i < Target.Columns.Length; i++)
        {
            int order = Target.ValueOf(row, i, _interner).CompareTo(Target.ValueOf(other, i, _interner));
            if (order != 0)
            {
                return order < 0;
            }
        }

        return false;
    }

    private int PartitionOf(ReadOnlySpan<long> cells)
    {
        for (int i = 0; i < _key.Length; i++)
        {
            _key[i] = cells[_view.Partition[i]];
        }

        int partition = _partitions.FindOrAdd(_key);
        while (_rings.Count <= partition)
        {
            _rings.Add(new TimeRing());
        }

        return partition;
    }
}

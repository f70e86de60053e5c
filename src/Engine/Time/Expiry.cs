namespace CryptoScalp.Rules.Engine;

/// <summary>When the given rows of one predicate with a ttl are over: each is present while now &lt; its time + ttl.</summary>
/// <remarks>A row that is renewed or taken away leaves its old entry behind; such entries are passed over, and cleared away once they are most of the queue.</remarks>
internal sealed class Expiry(Table table, long ttl)
{
    private readonly TimeRing _queue = new();
    private int _passed;

    public Table Table => table;

    /// <summary>The last rows that expired.</summary>
    public GoneRows Gone { get; } = new(table);

    public bool IsOver(long time, long now) => Moments.After(time, ttl) <= now;

    /// <summary>A row was given at a time.</summary>
    public void Schedule(int row, long time) => _queue.Add(new TimeRing.Entry(time, row, table.VersionOf(row)));

    /// <summary>The next row that is over by now, or -1.</summary>
    public int NextOver(long now)
    {
        while (_passed < _queue.Count && IsOver(_queue[_passed].Time, now))
        {
            TimeRing.Entry entry = _queue[_passed++];
            if (IsMeant(entry))
            {
                Gone.Note(entry.Number, entry.Time, Moments.After(entry.Time, ttl));
                return entry.Number;
            }
        }

        return -1;
    }

    /// <summary>The first moment after <paramref name="after"/> at which a row is over; null when none is.</summary>
    public long? NextChange(long after)
    {
        for (int i = Math.Max(_passed, _queue.FirstAfter(Moments.Before(after, ttl))); i < _queue.Count; i++)
        {
            if (IsMeant(_queue[i]))
            {
                long over = Moments.After(_queue[i].Time, ttl);
                return over > after ? over : null;
            }
        }

        return null;
    }

    public void Commit()
    {
        _queue.RemoveFirst(_passed);
        _passed = 0;
        Gone.Commit();
        if (_queue.Count > 1024 && _queue.Count > 4 * (table.RowEnd + 1))
        {
            _queue.RemoveWhere(entry => !IsMeant(entry));
        }
    }

    public void RollBack()
    {
        _passed = 0;
        Gone.RollBack();
    }

    private bool IsMeant(TimeRing.Entry entry) => table.IsGiven(entry.Number) && table.VersionOf(entry.Number) == entry.Version && table.TimeOf(entry.Number) == entry.Time;
}

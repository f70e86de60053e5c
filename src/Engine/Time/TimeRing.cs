namespace CryptoScalp.Rules.Engine;

/// <summary>Numbered things in the order of their times: a ring that usually grows at its end and shrinks at its start. Allocates only when it grows.</summary>
internal sealed class TimeRing
{
    private Entry[] _entries = new Entry[16];
    private int _first;

    public int Count { get; private set; }

    /// <summary>Positions count from 0, the earliest.</summary>
    public ref readonly Entry this[int position] => ref At(position);

    /// <summary>The first position whose time is not before <paramref name="time"/>; <see cref="Count"/> when there is none.</summary>
    public int FirstFrom(long time)
    {
        int low = 0, high = Count;
        if (high > 0 && At(high - 1).Time < time)
        {
            return high;
        }

        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (At(middle).Time < time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The first position whose time is after <paramref name="time"/>.</summary>
    public int FirstAfter(long time) => time == long.MaxValue ? Count : FirstFrom(time + 1);

    /// <summary>Puts an entry behind those of its time.</summary>
    /// <returns>Its position.</returns>
    public int Add(in Entry entry)
    {
        int position = FirstAfter(entry.Time);
        Insert(position, entry);
        return position;
    }

    public void Insert(int position, in Entry entry)
    {
        if (Count == _entries.Length)
        {
            Grow();
        }

        Count++;
        for (int i = Count - 1; i > position; i--)
        {
            At(i) = At(i - 1);
        }

        At(position) = entry;
    }

    public void RemoveAt(int position)
    {
        for (int i = position; i < Count - 1; i++)
        {
            At(i) = At(i + 1);
        }

        Count--;
    }

    public void RemoveFirst(int count)
    {
        _first = (_first + count) & (_entries.Length - 1);
        Count -= count;
    }

    /// <summary>Keeps the others in their order.</summary>
    public void RemoveWhere(Predicate<Entry> isGone)
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            Entry entry = At(i);
            if (!isGone(entry))
            {
                At(kept++) = entry;
            }
        }

        Count = kept;
    }

    /// <summary>The position of an entry, or -1.</summary>
    public int Find(in Entry entry)
    {
        for (int i = FirstFrom(entry.Time); i < Count && At(i).Time == entry.Time; i++)
        {
            if (At(i).Number == entry.Number && At(i).Version == entry.Version)
            {
                return i;
            }
        }

        return -1;
    }

    private ref Entry At(int position) => ref _entries[(_first + position) & (_entries.Length - 1)];

    private void Grow()
    {
        Entry[] entries = new Entry[_entries.Length * 2];
        for (int i = 0; i < Count; i++)
        {
            entries[i] = At(i);
        }

        (_entries, _first) = (entries, 0);
    }

    /// <param name="Time">What orders entries.</param>
    /// <param name="Number">The thing, such as a row.</param>
    /// <param name="Version">Tells things that had one number at different times apart.</param>
    internal readonly record struct Entry(long Time, int Number, uint Version);
}

namespace CryptoScalp.Rules.Host;

/// <summary>The last items of an endless sequence: one thread writes, any thread reads, and neither waits.</summary>
/// <remarks>
/// A reader copies and then looks how far the writer has come: what may have been overwritten meanwhile is left out, so an item is either right or absent.
/// Items are numbered from 1. The memory held is that of <paramref name="capacity"/> items.
/// </remarks>
/// <param name="capacity">At least 1.</param>
internal sealed class RecentRing<T>(int capacity)
    where T : class
{
    /// <summary>One more than is shown: the slot that the writer may be writing.</summary>
    private readonly T?[] _slots = new T?[capacity + 1];
    private long _written;

    /// <summary>How many were ever added: the number of the last.</summary>
    public long Count => Volatile.Read(ref _written);

    /// <summary>The number of the oldest item that may still be here.</summary>
    public long Oldest => Math.Max(1, Count - capacity + 1);

    /// <summary>Writer's thread only.</summary>
    public void Add(T item)
    {
        Volatile.Write(ref _slots[_written % _slots.Length], item);
        Volatile.Write(ref _written, _written + 1);
    }

    /// <summary>Items after a number, oldest first, at most <paramref name="limit"/>; those that were overwritten are missing, which their numbers show.</summary>
    public List<(long Number, T Item)> After(long number, int limit = int.MaxValue)
    {
        long last = Count, first = Math.Max(number + 1, Oldest);
        List<(long Number, T Item)> found = [];
        for (long i = first; i <= last && found.Count < limit; i++)
        {
            found.Add((i, Volatile.Read(ref _slots[(i - 1) % _slots.Length])!));
        }

        long gone = Count - capacity;
        found.RemoveAll(f => f.Number <= gone);
        return found;
    }

    /// <summary>The item of a number; null when it is not here: not yet, or no more.</summary>
    public T? At(long number)
    {
        if (number < 1 || number > Count)
        {
            return null;
        }

        T? item = Volatile.Read(ref _slots[(number - 1) % _slots.Length]);
        return number >= Oldest ? item : null; // it was read before the writer came by again
    }

    /// <summary>All that is here, newest first; who needs but the first few looks at no more. What comes meanwhile is left out, and so is what is overwritten.</summary>
    public IEnumerable<T> NewestFirst()
    {
        for (long number = Count; number >= Oldest; number--)
        {
            if (At(number) is { } item)
            {
                yield return item;
            }
        }
    }
}

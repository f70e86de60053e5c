using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <summary>Rows by the moment at which something about them is due, the soonest first: a binary heap. Allocates only when it grows.</summary>
internal sealed class DueRows
{
    private Entry[] _heap = new Entry[16];

    public int Count { get; private set; }

    public Entry Soonest => _heap[0];

    public void Clear() => Count = 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Push(in Entry entry)
    {
        if (Count == _heap.Length)
        {
            Array.Resize(ref _heap, Count * 2);
        }

        _heap[Count] = entry;
        SiftUp(Count++);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Entry Pop()
    {
        Entry soonest = _heap[0];
        _heap[0] = _heap[--Count];
        SiftDown(0);
        return soonest;
    }

    /// <summary>Keeps the others.</summary>
    public void RemoveWhere(Predicate<Entry> isGone)
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            if (!isGone(_heap[i]))
            {
                _heap[kept++] = _heap[i];
            }
        }

        Count = kept;
        for (int i = (Count / 2) - 1; i >= 0; i--)
        {
            SiftDown(i);
        }
    }

    private void SiftUp(int place)
    {
        Entry entry = _heap[place];
        while (place > 0 && entry.Due < _heap[(place - 1) / 2].Due)
        {
            _heap[place] = _heap[(place - 1) / 2];
            place = (place - 1) / 2;
        }

        _heap[place] = entry;
    }

    private void SiftDown(int place)
    {
        Entry entry = _heap[place];
        for (int child = (2 * place) + 1; child < Count; child = (2 * place) + 1)
        {
            child += child + 1 < Count && _heap[child + 1].Due < _heap[child].Due ? 1 : 0;
            if (_heap[child].Due >= entry.Due)
            {
                break;
            }

            _heap[place] = _heap[child];
            place = child;
        }

        if (Count > 0)
        {
            _heap[place] = entry;
        }
    }

    /// <param name="Due">The moment.</param>
    /// <param name="Version">Tells rows that had one number at different times apart.</param>
    internal readonly record struct Entry(long Due, int Row, uint Version);
}

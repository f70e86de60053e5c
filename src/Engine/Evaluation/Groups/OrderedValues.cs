namespace CryptoScalp.Rules.Engine;

/// <summary>The distinct values of many groups, each with how often it occurs, and of each group the foremost: a heap a group, from which values that went are taken when they surface.</summary>
/// <remarks>
/// A change costs the logarithm of the number of distinct values at most, in whatever order values come and go; a queue of candidates would ask that they go as they came, which
/// members of joins and late events do not. A heap with more dead values than live ones is made again from the live. Allocates only when it grows.
/// </remarks>
/// <param name="compare">Below zero when the first comes before the second.</param>
internal sealed class OrderedValues(Comparison<long> compare)
{
    /// <summary>Dead values that are not worth a new heap.</summary>
    private const int Slack = 16;

    private readonly CellTuples _values = new(2);
    private readonly long[] _tuple = new long[2];
    private Counter[] _counters = [];
    private Heap[] _heaps = [];

    public void Grow(int groups) => Array.Resize(ref _heaps, groups);

    public void Add(int group, long value)
    {
        (_tuple[0], _tuple[1]) = (group, value);
        int number = _values.FindOrAdd(_tuple, out bool isNew);
        if (isNew)
        {
            Start(number);
            _heaps[group].Live++;
            Push(ref _heaps[group], number);
        }
        else if (_counters[number].Count == 0)
        {
            _heaps[group].Live++;
        }

        _counters[number].Count++;
    }

    /// <summary>Takes one occurrence of a value that was added.</summary>
    public void Remove(int group, long value)
    {
        (_tuple[0], _tuple[1]) = (group, value);
        int number = _values.Find(_tuple);
        if (--_counters[number].Count == 0)
        {
            ref Heap heap = ref _heaps[group];
            heap.Live--;
            if (heap.Count > (2 * heap.Live) + Slack)
            {
                Compact(ref heap);
            }
        }
    }

    /// <summary>The foremost value of a group that has one.</summary>
    public long First(int group)
    {
        ref Heap heap = ref _heaps[group];
        while (_counters[heap.Items[0]].Count == 0)
        {
            Forget(heap.Items[0]);
            heap.Items[0] = heap.Items[--heap.Count];
            SiftDown(heap, 0);
        }

        return ValueOf(heap.Items[0]);
    }

    public void Clear(int group)
    {
        ref Heap heap = ref _heaps[group];
        for (int i = 0; i < heap.Count; i++)
        {
            Forget(heap.Items[i]);
        }

        (heap.Count, heap.Live) = (0, 0);
    }

    /// <summary>Marks the values of all groups, dead ones in heaps included: these are compared still.</summary>
    public void MarkInterned(Interner interner)
    {
        for (int number = 0; number < _values.End; number++)
        {
            if (_counters[number].IsUsed)
            {
                interner.Mark(ValueOf(number));
            }
        }
    }

    private long ValueOf(int number) => _values[number][1];

    private void Start(int number)
    {
        if (number >= _counters.Length)
        {
            Array.Resize(ref _counters, Math.Max(16, number * 2));
        }

        _counters[number] = new Counter(0, true);
    }

    private void Forget(int number)
    {
        _counters[number].IsUsed = false;
        _values.Remove(number);
    }

    private void Push(ref Heap heap, int number)
    {
        heap.Items ??= new int[16];
        if (heap.Count == heap.Items.Length)
        {
            Array.Resize(ref heap.Items, heap.Count * 2);
        }

        int place = heap.Count++;
        for (int parent = (place - 1) / 2; place > 0 && IsBefore(number, heap.Items[parent]); parent = (place - 1) / 2)
        {
            heap.Items[place] = heap.Items[parent];
            place = parent;
        }

        heap.Items[place] = number;
    }

    private void Compact(ref Heap heap)
    {
        int kept = 0;
        for (int i = 0; i < heap.Count; i++)
        {
            if (_counters[heap.Items[i]].Count > 0)
            {
                heap.Items[kept++] = heap.Items[i];
            }
            else
            {
                Forget(heap.Items[i]);
            }
        }

        heap.Count = kept;
        for (int place = (kept / 2) - 1; place >= 0; place--)
        {
            SiftDown(heap, place);
        }
    }

    private void SiftDown(in Heap heap, int place)
    {
        int number = heap.Items[place];
        for (int child = (2 * place) + 1; child < heap.Count; child = (2 * place) + 1)
        {
            child += child + 1 < heap.Count && IsBefore(heap.Items[child + 1], heap.Items[child]) ? 1 : 0;
            if (!IsBefore(heap.Items[child], number))
            {
                break;
            }

            heap.Items[place] = heap.Items[child];
            place = child;
        }

        heap.Items[place] = number;
    }

    private bool IsBefore(int number, int other) => compare(ValueOf(number), ValueOf(other)) < 0;

    /// <summary>How often a value occurs; 0 while it only waits in the heap to be taken out.</summary>
    private record struct Counter(long Count, bool IsUsed);

    /// <summary>Numbers of values; <see cref="Live"/> of them occur.</summary>
    private struct Heap
    {
        public int[] Items;
        public int Count;
        public int Live;
    }
}

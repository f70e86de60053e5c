using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>The rows of one predicate: a set that only grows, in nondecreasing order of height.</summary>
/// <remarks>
/// The height of a given row is 0, of a derived one 1 + the largest height of its premises in the lowest derivation. The order is what makes
/// "rows derived so far" and "rows of the last round" plain ranges.
/// </remarks>
internal sealed class Relation
{
    private const int None = -1;

    private readonly List<RowIndex> _indexes = [];
    private readonly List<int> _starts = [];
    private Value[][] _rows = new Value[8][];
    private RowInfo[] _infos = new RowInfo[8];
    private int[] _table = EmptyTable(16);

    public int Count { get; private set; }

    /// <summary>For <c>tag(/topk, n)</c>: the proofs kept of each row; null for other relations.</summary>
    public Dictionary<RowKey, ProofSet>? Proofs { get; set; }

    /// <summary>-1 when empty.</summary>
    public int MaxHeight => Count == 0 ? -1 : _infos[Count - 1].Height;

    public Value[] Row(int row) => _rows[row];

    public int HeightOf(int row) => _infos[row].Height;

    /// <summary>Event time: of a given row when it was asserted; of a derived one the latest of its premises, in the earliest of its lowest derivations.</summary>
    public long TimeOf(int row) => _infos[row].Time;

    /// <summary>The first row of at least this height; <see cref="Count"/> when there is none.</summary>
    public int StartOf(int height) => height < _starts.Count ? _starts[height] : Count;

    /// <summary>The row's place, or -1.</summary>
    public int Find(ReadOnlySpan<Value> row) => _table[Probe(row, RowHash.Of(row))];

    public bool Contains(ReadOnlySpan<Value> row) => Find(row) != None;

    /// <summary>Adds a copy of the row unless it is there. <paramref name="height"/> is not below that of any row before. True when added.</summary>
    public bool TryAdd(ReadOnlySpan<Value> row, int height, long time)
    {
        int hash = RowHash.Of(row);
        int slot = Probe(row, hash);
        if (_table[slot] != None)
        {
            KeepEarliest(_table[slot], height, time);
            return false;
        }

        _table[slot] = Count;
        Append(row.ToArray(), new RowInfo(hash, height, time));
        return true;
    }

    /// <summary>An index on these columns, made when first asked for.</summary>
    public RowIndex IndexOn(int[] columns)
    {
        foreach (RowIndex index in _indexes)
        {
            if (index.Columns.AsSpan().SequenceEqual(columns))
            {
                return index;
            }
        }

        RowIndex made = new(this, columns);
        _indexes.Add(made);
        return made;
    }

    /// <summary>True when both hold the same rows with the same heights and, if they matter, event times.</summary>
    public bool IsSameAs(Relation other, bool compareTimes)
    {
        if (Count != other.Count)
        {
            return false;
        }

        for (int i = 0; i < Count; i++)
        {
            int twin = other.Find(_rows[i]);
            if (twin == None || other.HeightOf(twin) != HeightOf(i) || (compareTimes && other.TimeOf(twin) != TimeOf(i)))
            {
                return false;
            }
        }

        return true;
    }

    private int Probe(ReadOnlySpan<Value> row, int hash)
    {
        int slot = hash & (_table.Length - 1);
        while (_table[slot] is int at && at != None && !(_infos[at].Hash == hash && row.SequenceEqual(_rows[at])))
        {
            slot = (slot + 1) & (_table.Length - 1);
        }

        return slot;
    }

    private void KeepEarliest(int row, int height, long time)
    {
        if (_infos[row].Height == height && time < _infos[row].Time)
        {
            _infos[row] = _infos[row] with { Time = time };
        }
    }

    private void Append(Value[] row, RowInfo info)
    {
        if (info.Height < MaxHeight)
        {
            throw new InvalidOperationException($"a row of height {info.Height} was added after one of height {MaxHeight}");
        }

        while (_starts.Count <= info.Height)
        {
            _starts.Add(Count);
        }

        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, Count * 2);
            Array.Resize(ref _infos, Count * 2);
        }

        _rows[Count] = row;
        _infos[Count] = info;
        Count++;
        if (Count * 2 > _table.Length)
        {
            Rehash();
        }
    }

    private void Rehash()
    {
        _table = EmptyTable(_table.Length * 2);
        for (int i = 0; i < Count; i++)
        {
            int slot = _infos[i].Hash & (_table.Length - 1);
            while (_table[slot] != None)
            {
                slot = (slot + 1) & (_table.Length - 1);
            }

            _table[slot] = i;
        }
    }

    private static int[] EmptyTable(int length)
    {
        int[] table = new int[length];
        Array.Fill(table, None);
        return table;
    }

    private readonly record struct RowInfo(int Hash, int Height, long Time);
}

using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Numbers for values that do not fit a cell: equal values have equal numbers while something holds them.</summary>
/// <remarks>
/// Numbers that nothing holds are given up by mark and sweep: whoever owns cells marks them between <see cref="BeginSweep"/> and <see cref="EndSweep"/>. A sweep is due
/// when the values have doubled since the last one, so a stream of fresh texts takes no more than twice what its rows hold (and a floor of 1,024).
/// </remarks>
internal sealed class Interner
{
    private const int Floor = 1024;

    /// <summary>A power of two.</summary>
    private const int RecentTexts = 64;

    private readonly RowNumbers _free = new();

    /// <summary>Texts whose numbers were asked for, by reference: whoever tells a row again does so with the same strings, and need not hash them again.</summary>
    private readonly RecentText[] _recent = new RecentText[RecentTexts];
    private int[] _buckets = PostingIndex.Filled(64);
    private int[] _next = new int[64];
    private int[] _hashes = new int[64];
    private Value[] _values = new Value[64];
    private Mark[] _marks = new Mark[64];
    private int _end;
    private int _sweepAt = Floor;

    /// <summary>The same numbers for the same values, to go on independently. Constants are pinned anew by whoever needs them.</summary>
    public Interner Copy()
    {
        Interner copy = new()
        {
            _buckets = [.. _buckets],
            _next = [.. _next],
            _hashes = [.. _hashes],
            _values = [.. _values],
            _marks = [.. _marks.Select(static mark => mark == Engine.Mark.Pinned ? Engine.Mark.Held : mark)],
            _end = _end,
            _sweepAt = _sweepAt,
            Count = Count,
        };
        copy._free.Copy(_free);
        return copy;
    }

    /// <summary>Values that have a number.</summary>
    public int Count { get; private set; }

    /// <summary>True when enough came since the last sweep to make another worth it.</summary>
    public bool IsSweepDue
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Count >= _sweepAt;
    }

    public Value this[long number] => _values[number];

    /// <summary>The number of a value, or -1.</summary>
    public int Find(in Value value) => Find(value, value.GetHashCode());

    public int Add(in Value value) => value.Kind is ValueKind.String or ValueKind.Name ? AddText(value, value.AsText) : AddHashed(value);

    private int AddText(in Value value, string text)
    {
        ref RecentText recent = ref _recent[RuntimeHelpers.GetHashCode(text) & (RecentTexts - 1)];
        if (!ReferenceEquals(recent.Text, text) || recent.Kind != value.Kind)
        {
            recent = new RecentText(text, value.Kind, AddHashed(value));
        }

        return recent.Number;
    }

    private int AddHashed(in Value value)
    {
        int hash = value.GetHashCode(), found = Find(value, hash);
        return found >= 0 ? found : Link(value, hash);
    }

    /// <summary>The number of the list (<see cref="ValueKind.List"/>) or pair of these items, which is made only when it has none.</summary>
    public int AddItems(ValueKind kind, ReadOnlySpan<Value> items)
    {
        int hash = Value.HashCodeOf(kind, items), number = _buckets[hash & (_buckets.Length - 1)];
        while (number >= 0 && !(_hashes[number] == hash && _values[number].Kind == kind && _values[number].AsItems.SequenceEqual(items)))
        {
            number = _next[number];
        }

        return number >= 0 ? number : Link(kind == ValueKind.List ? Value.List(items) : Value.Pair(items[0], items[1]), hash);
    }

    /// <summary>The value's number, which no sweep takes away: for constants of a program.</summary>
    public int Pin(in Value value)
    {
        int number = Add(value);
        _marks[number] = Engine.Mark.Pinned;
        return number;
    }

    public void BeginSweep()
    {
        for (int i = 0; i < _end; i++)
        {
            _marks[i] = _marks[i] == Engine.Mark.Held ? Engine.Mark.None : _marks[i];
        }
    }

    public void Mark(long number)
    {
        if (_marks[number] == Engine.Mark.None)
        {
            _marks[number] = Engine.Mark.Held;
        }
    }

    public void EndSweep()
    {
        Array.Clear(_recent);
        for (int i = 0; i < _end; i++)
        {
            if (_marks[i] == Engine.Mark.None)
            {
                Unlink(i);
            }
        }

        _sweepAt = Math.Max(Floor, Count * 2);
    }

    /// <summary>The cell of a value in a column of a kind; false when the value is of another kind. May add a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEncode(in Value value, CellKind kind, out long cell)
    {
        if (kind == CellKind.Interned)
        {
            cell = Add(value);
            return true;
        }

        return TryBits(value, kind, out cell);
    }

    /// <summary>Like <see cref="TryEncode"/>, but false for a value that has no number: no row can hold it.</summary>
    public bool TryFind(in Value value, CellKind kind, out long cell)
    {
        if (kind == CellKind.Interned)
        {
            cell = Find(value);
            return cell >= 0;
        }

        return TryBits(value, kind, out cell);
    }

    public Value Decode(long cell, CellKind kind) => kind switch
    {
        CellKind.Number => Value.Number(cell),
        CellKind.Float64 => Value.Float64(BitConverter.Int64BitsToDouble(cell)),
        CellKind.Dec8 => Value.Decimal(new Dec8(cell)),
        CellKind.Time => Value.Time(cell),
        CellKind.Duration => Value.Duration(cell),
        CellKind.Interned => _values[cell],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryBits(in Value value, CellKind kind, out long cell)
    {
        cell = value.Bits;
        return CellKinds.Of(value.Kind) == kind;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Find(in Value value, int hash)
    {
        int number = _buckets[hash & (_buckets.Length - 1)];
        while (number >= 0 && !(_hashes[number] == hash && _values[number] == value))
        {
            number = _next[number];
        }

        return number;
    }

    private int Link(in Value value, int hash)
    {
        int number = _free.TryPop(out int free) ? free : _end++;
        if (number == _values.Length)
        {
            Grow(number * 2);
        }

        _values[number] = value;
        _hashes[number] = hash;
        _marks[number] = Engine.Mark.Held;
        LinkInto(number);
        Count++;
        return number;
    }

    private void LinkInto(int number)
    {
        ref int bucket = ref _buckets[_hashes[number] & (_buckets.Length - 1)];
        _next[number] = bucket;
        bucket = number;
    }

    private void Unlink(int number)
    {
        ref int place = ref _buckets[_hashes[number] & (_buckets.Length - 1)];
        while (place != number)
        {
            place = ref _next[place];
        }

        place = _next[number];
        _values[number] = default;
        _marks[number] = Engine.Mark.Free;
        _free.Push(number);
        Count--;
    }

    private readonly record struct RecentText(string Text, ValueKind Kind, int Number);

    private void Grow(int size)
    {
        Array.Resize(ref _next, size);
        Array.Resize(ref _hashes, size);
        Array.Resize(ref _values, size);
        Array.Resize(ref _marks, size);
        _buckets = PostingIndex.Filled(size);
        for (int i = 0; i < size / 2; i++)
        {
            if (_marks[i] != Engine.Mark.Free)
            {
                LinkInto(i);
            }
        }
    }
}

/// <summary>What a sweep knows of a number.</summary>
internal enum Mark : byte
{
    /// <summary>Stands for no value.</summary>
    Free,

    /// <summary>Nothing seen that holds it.</summary>
    None,

    Held,

    /// <summary>Held for ever.</summary>
    Pinned,
}

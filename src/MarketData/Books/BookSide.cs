using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>One side of a book: levels in two parallel arrays sorted so that the best is last, where changes are cheapest.</summary>
/// <remarks>
/// Finding is O(log n) without a branch that depends on prices (which no processor foresees); changing moves only what is better than the level.
/// Prices and sizes are raw <see cref="Dec8"/>.
/// </remarks>
internal sealed class BookSide(bool isBid)
{
    /// <summary>The bound; past it the level farthest from the touch gives way.</summary>
    public const int MaxLevels = 65_536;

    // Keys rise towards the best: the price itself for bids, its negation for asks.
    private long[] _keys = new long[256];
    private long[] _sizes = new long[256];

    public int Count { get; private set; }

    public bool IsEmpty => Count == 0;

    /// <summary>The level that is <paramref name="depth"/> steps from the touch, 0 being the best.</summary>
    public BookLevel this[int depth]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(depth);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(depth, Count);
            int i = Count - 1 - depth;
            return new BookLevel(new Dec8(isBid ? _keys[i] : -_keys[i]), new Dec8(_sizes[i]));
        }
    }

    public void Clear() => Count = 0;

    /// <summary>Size zero removes the level (removing what is absent changes nothing). False when a level had to give way to the bound.</summary>
    public bool Set(BookLevel level)
    {
        long key = isBid ? level.Price.Raw : -level.Price.Raw;
        int at = CountBelow(key);
        if (at < Count && _keys[at] == key)
        {
            Replace(at, level.Size.Raw);
            return true;
        }

        return level.Size.IsZero || Insert(at, key, level.Size.Raw);
    }

    /// <summary>How many keys are smaller: where the key is, or belongs.</summary>
    private int CountBelow(long key)
    {
        ReadOnlySpan<long> keys = _keys.AsSpan(0, Count);
        int from = 0;
        for (int length = keys.Length, half; length > 1; length -= half)
        {
            half = length >> 1;
            from += half & -(keys[from + half - 1] < key ? 1 : 0); // a mask, not a jump
        }

        return from + (keys.Length > 0 && keys[from] < key ? 1 : 0);
    }

    private void Replace(int at, long size)
    {
        if (size != 0)
        {
            _sizes[at] = size;
            return;
        }

        _keys.AsSpan(at + 1, Count - at - 1).CopyTo(_keys.AsSpan(at));
        _sizes.AsSpan(at + 1, Count - at - 1).CopyTo(_sizes.AsSpan(at));
        Count--;
    }

    private bool Insert(int at, long key, long size)
    {
        bool full = Count == MaxLevels;
        if (full)
        {
            if (at == 0)
            {
                return false;
            }

            Replace(0, 0);
            at--;
        }

        Grow();
        _keys.AsSpan(at, Count - at).CopyTo(_keys.AsSpan(at + 1));
        _sizes.AsSpan(at, Count - at).CopyTo(_sizes.AsSpan(at + 1));
        _keys[at] = key;
        _sizes[at] = size;
        Count++;
        return !full;
    }

    private void Grow()
    {
        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, Count * 2);
            Array.Resize(ref _sizes, Count * 2);
        }
    }
}

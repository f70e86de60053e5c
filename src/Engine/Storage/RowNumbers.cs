using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <summary>A stack of row numbers. Grows by doubling, never shrinks.</summary>
internal sealed class RowNumbers
{
    private int[] _rows = [];

    public int Count { get; private set; }

    /// <summary>Bottom first.</summary>
    public ReadOnlySpan<int> All => _rows.AsSpan(0, Count);

    public void Copy(RowNumbers other) => (_rows, Count) = ([.. other.All], other.Count);

    public void Clear() => Count = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(int row)
    {
        if (Count == _rows.Length)
        {
            Grow();
        }

        _rows[Count++] = row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPop(out int row)
    {
        row = Count > 0 ? _rows[--Count] : -1;
        return row >= 0;
    }

    private void Grow() => Array.Resize(ref _rows, Math.Max(16, Count * 2));
}

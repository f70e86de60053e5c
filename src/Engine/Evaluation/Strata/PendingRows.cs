using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <summary>Rows of a recursive layer that are derived and not yet followed, last in first out.</summary>
/// <remarks>
/// The order does not change what is derived. The last row found is the one whose neighbours were just read, so going on from it finds them, and the
/// places of what follows from it, in the cache; and few rows are pending at a time.
/// </remarks>
internal sealed class PendingRows
{
    private (int Target, int Row)[] _rows = new (int, int)[16];
    private int _count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Push(int target, int row)
    {
        if (_count == _rows.Length)
        {
            Array.Resize(ref _rows, _count * 2);
        }

        _rows[_count++] = (target, row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryPop(out int target, out int row)
    {
        bool any = _count > 0;
        (target, row) = any ? _rows[--_count] : (0, 0);
        return any;
    }
}

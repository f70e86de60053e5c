using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <content>Room for rows, made and given back.</content>
internal sealed partial class Table
{
    private void Grow(int size)
    {
        for (int i = 0; i < Columns.Length; i++)
        {
            Array.Resize(ref Columns[i], size);
        }

        Array.Resize(ref _states, size);
        Array.Resize(ref _support, size);
        if (_versions.Length > 0)
        {
            Array.Resize(ref _versions, size);
        }

        if (_times.Length > 0)
        {
            Array.Resize(ref _times, size);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Remove(int row)
    {
        _identity?.Unlink(row);
        foreach (PostingIndex index in _indexes)
        {
            index.Unlink(row);
        }

        _states[row] = 0;
        _free.Push(row);
    }
}

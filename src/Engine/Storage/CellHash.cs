using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <summary>In-process hashes of cells: never persisted, never an order.</summary>
/// <remarks>
/// The low bits of the last cell are added unmixed, so rows that differ by little in their last column lie near each other in a table of buckets:
/// a recursion that walks from neighbour to neighbour then stays in the cache. Everything else is mixed.
/// </remarks>
internal static class CellHash
{
    public const ulong Seed = 0x9E3779B97F4A7C15UL;

    private const int NearBits = 8;

    /// <summary>Adds a cell that is not the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong hash, long cell)
    {
        hash = (hash ^ (ulong)cell) * 0xFF51AFD7ED558CCDUL;
        return hash ^ (hash >> 32);
    }

    /// <summary>Adds the last cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Last(ulong hash, long cell) =>
        (int)(uint)(Add(hash, cell >> NearBits) + ((ulong)cell & ((1UL << NearBits) - 1)));

    /// <summary>The hash of cells in order; of none, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(ReadOnlySpan<long> cells)
    {
        if (cells.IsEmpty)
        {
            return 0;
        }

        ulong hash = Seed;
        for (int i = 0; i < cells.Length - 1; i++)
        {
            hash = Add(hash, cells[i]);
        }

        return Last(hash, cells[^1]);
    }

    /// <summary>Equal to <see cref="Of(ReadOnlySpan{long})"/> of a row's cells in <paramref name="columns"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(long[][] cells, int[] columns, int row)
    {
        if (columns.Length == 0)
        {
            return 0;
        }

        ulong hash = Seed;
        for (int i = 0; i < columns.Length - 1; i++)
        {
            hash = Add(hash, cells[columns[i]][row]);
        }

        return Last(hash, cells[columns[^1]][row]);
    }

    /// <summary>Equal to <see cref="Of(ReadOnlySpan{long})"/> of all of a row's cells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(long[][] cells, int row)
    {
        if (cells.Length == 0)
        {
            return 0;
        }

        ulong hash = Seed;
        for (int i = 0; i < cells.Length - 1; i++)
        {
            hash = Add(hash, cells[i][row]);
        }

        return Last(hash, cells[^1][row]);
    }
}

namespace CryptoScalp.Rules.Primitives;

/// <summary>Fixed-point numbers of any width as chunks of 32 bits in words of 64, the lowest first: what exact sums have in common.</summary>
internal static class FixedChunks
{
    public const int Bits = 32;
    public const long Mask = (1L << Bits) - 1;

    /// <summary>Bits of a double behind the first.</summary>
    private const int FractionBits = 52;

    /// <summary>Brings every chunk but the highest to 0 .. 2^32 - 1; the highest carries the sign.</summary>
    public static void Carry(Span<long> chunks, int low)
    {
        for (int i = low; i < chunks.Length - 1; i++)
        {
            chunks[i + 1] += chunks[i] >> Bits;
            chunks[i] &= Mask;
        }
    }

    /// <summary>The highest 53 bits of a number that is not negative and carried, rounded half to even: 2^53 where that carries, all bits where there are fewer, 0 for zero.</summary>
    /// <param name="chunks">The number.</param>
    /// <param name="low">Chunks below are zero.</param>
    /// <param name="drop">Bits below those that are returned.</param>
    public static long Round(ReadOnlySpan<long> chunks, int low, out int drop)
    {
        int top = chunks.Length - 1;
        while (top >= low && chunks[top] == 0)
        {
            top--;
        }

        drop = 0;
        if (top < low)
        {
            return 0;
        }

        int highest = (top * Bits) + 63 - System.Numerics.BitOperations.LeadingZeroCount((ulong)chunks[top]);
        drop = Math.Max(0, highest - FractionBits);
        long bits = Window(chunks, drop);
        bool roundsUp = drop > 0 && (Window(chunks, drop - 1) & 1) == 1 && ((bits & 1) == 1 || HasBitsBelow(chunks, low, drop - 1));
        return roundsUp ? bits + 1 : bits;
    }

    /// <summary>The 53 bits from a place on.</summary>
    private static long Window(ReadOnlySpan<long> chunks, int place)
    {
        int chunk = place / Bits;
        UInt128 three = 0;
        for (int i = Math.Min(chunk + 2, chunks.Length - 1); i >= chunk; i--)
        {
            three = (three << Bits) + (ulong)chunks[i];
        }

        return (long)(ulong)(three >> (place % Bits)) & ((2L << FractionBits) - 1);
    }

    private static bool HasBitsBelow(ReadOnlySpan<long> chunks, int low, int place)
    {
        int chunk = place / Bits;
        if ((chunks[chunk] & ((1L << (place % Bits)) - 1)) != 0)
        {
            return true;
        }

        for (int i = low; i < chunk; i++)
        {
            if (chunks[i] != 0)
            {
                return true;
            }
        }

        return false;
    }
}

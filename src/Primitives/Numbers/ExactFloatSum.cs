namespace CryptoScalp.Rules.Primitives;

/// <summary>The exact sum of finite doubles, rounded once when it is read: equal whatever the order of its terms, and what was added can be taken off again without a trace.</summary>
/// <remarks>
/// A fixed-point number as wide as all doubles together: chunks of 32 bits, the lowest of which counts units of 2^-1074. A term is three additions of integers; chunks are 64 bits wide, so
/// carries wait for 2^30 terms or for the next reading. After R. M. Neal, "Fast exact summation using small and large superaccumulators" (2015). A sum is a span of
/// <see cref="Length"/> words, all zero when it is empty, so that many sums may lie in one array. At most 2^31 terms. No allocation. Not safe for several threads.
/// </remarks>
public static class ExactFloatSum
{
    /// <summary>Words of one sum.</summary>
    public const int Length = Header + Chunks;

    /// <summary>2,098 bits of doubles and 31 of carries.</summary>
    private const int Chunks = 67;
    private const int Header = 3;

    /// <summary>Places in the header: one past the highest chunk in use (0 when none is), the lowest, terms since the last carry.</summary>
    private const int End = 0;
    private const int Low = 1;
    private const int Terms = 2;
    private const int ChunkBits = 32;
    private const long ChunkMask = (1L << ChunkBits) - 1;
    private const int FractionBits = 52;
    private const int MaxExponent = 0x7FF;
    private const long Hidden = 1L << FractionBits;
    private const int MaxTerms = 1 << 30;

    /// <summary>Adds a term; adding its negative takes it off again.</summary>
    /// <param name="sum">A span of <see cref="Length"/> words.</param>
    /// <param name="term">Finite.</param>
    public static void Add(Span<long> sum, double term)
    {
        long bits = BitConverter.DoubleToInt64Bits(term);
        int exponent = (int)((bits >> FractionBits) & MaxExponent);
        long fraction = bits & (Hidden - 1);
        long mantissa = exponent == 0 ? fraction : fraction | Hidden;
        if (mantissa == 0)
        {
            return;
        }

        int place = Math.Max(exponent, 1) - 1, chunk = place / ChunkBits, shift = place % ChunkBits;
        UInt128 shifted = (UInt128)(ulong)mantissa << shift;
        long sign = bits < 0 ? -1 : 1;
        Span<long> chunks = Use(sum, chunk, chunk + 3);
        chunks[chunk] += sign * ((long)(ulong)shifted & ChunkMask);
        chunks[chunk + 1] += sign * ((long)(ulong)(shifted >> ChunkBits) & ChunkMask);
        chunks[chunk + 2] += sign * (long)(ulong)(shifted >> (2 * ChunkBits));
    }

    /// <summary>The sum, rounded half to even; an infinity when it is beyond all doubles. Never negative zero.</summary>
    public static double Read(ReadOnlySpan<long> sum)
    {
        int end = (int)sum[End], low = (int)sum[Low];
        if (end == 0)
        {
            return 0;
        }

        Span<long> chunks = stackalloc long[Chunks];
        chunks = chunks[..Math.Min(end + 1, Chunks)];
        chunks[^1] = 0;
        sum[Header..(Header + end)].CopyTo(chunks);
        Carry(chunks, low);
        bool isNegative = chunks[^1] < 0;
        if (isNegative)
        {
            for (int i = low; i < chunks.Length; i++)
            {
                chunks[i] = -chunks[i];
            }

            Carry(chunks, low);
        }

        double size = Round(chunks, low);
        return isNegative ? -size : size;
    }

    private static Span<long> Use(Span<long> sum, int from, int end)
    {
        if (sum[End] == 0)
        {
            (sum[Low], sum[End]) = (from, end);
        }
        else
        {
            (sum[Low], sum[End]) = (Math.Min(sum[Low], from), Math.Max(sum[End], end));
        }

        Span<long> chunks = sum.Slice(Header, Chunks);
        if (++sum[Terms] >= MaxTerms)
        {
            (sum[Terms], sum[End]) = (0, Math.Min(sum[End] + 1, Chunks));
            Carry(chunks[..(int)sum[End]], (int)sum[Low]);
        }

        return chunks;
    }

    /// <summary>Brings every chunk but the highest to 0 .. 2^32 - 1; the highest carries the sign.</summary>
    private static void Carry(Span<long> chunks, int low)
    {
        for (int i = low; i < chunks.Length - 1; i++)
        {
            chunks[i + 1] += chunks[i] >> ChunkBits;
            chunks[i] &= ChunkMask;
        }
    }

    /// <summary>Of a number that is not negative, carried.</summary>
    private static double Round(ReadOnlySpan<long> chunks, int low)
    {
        int top = chunks.Length - 1;
        while (top >= low && chunks[top] == 0)
        {
            top--;
        }

        if (top < low)
        {
            return 0;
        }

        // The 53 bits from the highest on; those below decide how they round. Up to 53 bits in all are a double as they are.
        int highest = (top * ChunkBits) + 63 - System.Numerics.BitOperations.LeadingZeroCount((ulong)chunks[top]), drop = Math.Max(0, highest - FractionBits);
        if (drop >= MaxExponent)
        {
            return double.PositiveInfinity;
        }

        long bits = ((long)drop << FractionBits) + Window(chunks, drop);
        if (drop > 0 && (Window(chunks, drop - 1) & 1) == 1 && ((bits & 1) == 1 || HasBitsBelow(chunks, low, drop - 1)))
        {
            bits++;
        }

        return bits >= (long)MaxExponent << FractionBits ? double.PositiveInfinity : BitConverter.Int64BitsToDouble(bits);
    }

    /// <summary>The 53 bits from a place on.</summary>
    private static long Window(ReadOnlySpan<long> chunks, int place)
    {
        int chunk = place / ChunkBits;
        UInt128 three = 0;
        for (int i = Math.Min(chunk + 2, chunks.Length - 1); i >= chunk; i--)
        {
            three = (three << ChunkBits) + (ulong)chunks[i];
        }

        return (long)(ulong)(three >> (place % ChunkBits)) & ((Hidden << 1) - 1);
    }

    private static bool HasBitsBelow(ReadOnlySpan<long> chunks, int low, int place)
    {
        int chunk = place / ChunkBits;
        if ((chunks[chunk] & ((1L << (place % ChunkBits)) - 1)) != 0)
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

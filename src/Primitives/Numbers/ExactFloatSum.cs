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
    internal const int Chunks = 67;
    private const int Header = 3;

    /// <summary>Places in the header: one past the highest chunk in use (0 when none is), the lowest, terms since the last carry.</summary>
    private const int End = 0;
    private const int Low = 1;
    private const int Terms = 2;
    private const int ChunkBits = FixedChunks.Bits;
    private const long ChunkMask = FixedChunks.Mask;
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
        Span<long> chunks = stackalloc long[Chunks];
        chunks = Size(sum, chunks, out int low, out bool isNegative);
        double size = Round(chunks, low);
        return isNegative ? -size : size;
    }

    /// <summary>The sum without its sign, in <paramref name="room"/>: chunks of 0 .. 2^32 - 1, those below <paramref name="low"/> zero.</summary>
    internal static Span<long> Size(ReadOnlySpan<long> sum, Span<long> room, out int low, out bool isNegative)
    {
        int end = (int)sum[End];
        low = (int)sum[Low];
        Span<long> chunks = room[..Math.Min(end + 1, Chunks)];
        chunks[^1] = 0;
        sum[Header..(Header + end)].CopyTo(chunks);
        FixedChunks.Carry(chunks, low);
        isNegative = chunks[^1] < 0;
        if (isNegative)
        {
            for (int i = low; i < chunks.Length; i++)
            {
                chunks[i] = -chunks[i];
            }

            FixedChunks.Carry(chunks, low);
        }

        return chunks;
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
            FixedChunks.Carry(chunks[..(int)sum[End]], (int)sum[Low]);
        }

        return chunks;
    }

    /// <summary>Of a number that is not negative, carried.</summary>
    private static double Round(ReadOnlySpan<long> chunks, int low)
    {
        long bits = FixedChunks.Round(chunks, low, out int drop);
        if (drop >= MaxExponent)
        {
            return double.PositiveInfinity;
        }

        // A fraction that was rounded up to 54 bits carries into the exponent, as it should.
        bits += (long)drop << FractionBits;
        return bits >= (long)MaxExponent << FractionBits ? double.PositiveInfinity : BitConverter.Int64BitsToDouble(bits);
    }
}

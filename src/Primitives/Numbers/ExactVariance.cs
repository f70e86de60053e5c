namespace CryptoScalp.Rules.Primitives;

/// <summary>How far finite doubles spread, from the exact sums of their values and of their squares: equal whatever the order of the terms, and what was added can be taken off again without a trace.</summary>
/// <remarks>
/// The variance of n values is (n·Σx² - (Σx)²) / (n·(n - lost)). The difference, which loses everything to cancellation when it is taken of rounded sums, is worked out exactly and rounded
/// once; the division rounds once more, and n·(n - lost) itself from 2^53 on. Squares are kept like the values of <see cref="ExactFloatSum"/>, in units of 2^-2148. A state is a
/// span of <see cref="Length"/> words, all zero when it is empty. At most 2^31 terms. No allocation. Not safe for several threads.
/// </remarks>
public static class ExactVariance
{
    /// <summary>Words of one state: the sum of the values, and the header and chunks of the sum of their squares.</summary>
    public const int Length = ExactFloatSum.Length + Header + Chunks;

    /// <summary>4,196 bits of squares and 31 of carries.</summary>
    private const int Chunks = 2 * ExactFloatSum.Chunks;
    private const int Header = 3;

    /// <summary>Places in the header: one past the highest chunk in use, the lowest, terms since the last carry.</summary>
    private const int End = 0;
    private const int Low = 1;
    private const int Terms = 2;

    private const int FractionBits = 52;
    private const int MaxExponent = 0x7FF;
    private const long Hidden = 1L << FractionBits;
    private const int LowestBit = -2148;

    /// <summary>A square is two words of which each puts at most 32 bits into a chunk.</summary>
    private const int MaxTerms = 1 << 29;

    /// <summary>Chunks that one square reaches: 106 bits at any place of a chunk.</summary>
    private const int Reach = 5;

    /// <summary>Adds a term, or takes it off again.</summary>
    /// <param name="state">A span of <see cref="Length"/> words.</param>
    /// <param name="term">Finite.</param>
    /// <param name="sign">1 or -1.</param>
    public static void Add(Span<long> state, double term, int sign)
    {
        ExactFloatSum.Add(state[..ExactFloatSum.Length], sign * term);
        long bits = BitConverter.DoubleToInt64Bits(term), fraction = bits & (Hidden - 1);
        int exponent = (int)((bits >> FractionBits) & MaxExponent);
        ulong mantissa = (ulong)(exponent == 0 ? fraction : fraction | Hidden);
        if (mantissa == 0)
        {
            return;
        }

        int place = 2 * (Math.Max(exponent, 1) - 1), chunk = place / FixedChunks.Bits, shift = place % FixedChunks.Bits;
        Span<long> chunks = Use(state[ExactFloatSum.Length..], chunk);
        ulong high = Math.BigMul(mantissa, mantissa, out ulong low);
        Put(chunks[chunk..], (UInt128)low << shift, sign);
        Put(chunks[(chunk + 2)..], (UInt128)high << shift, sign);
    }

    /// <summary>The variance; an infinity when it is beyond all doubles.</summary>
    /// <param name="state">Of <paramref name="count"/> terms.</param>
    /// <param name="count">At least 1, and more than <paramref name="lostDegrees"/>.</param>
    /// <param name="lostDegrees">0 for a population, 1 for a sample.</param>
    public static double Read(ReadOnlySpan<long> state, long count, int lostDegrees)
    {
        Span<long> spread = stackalloc long[Chunks];
        spread.Clear();
        int low = Squares(state[ExactFloatSum.Length..], spread, count);
        low = Math.Min(low, TakeSquare(spread, state[..ExactFloatSum.Length]));
        long bits = FixedChunks.Round(spread, low, out int drop);
        return bits == 0 ? 0 : Math.ScaleB((double)bits / ((double)count * (count - lostDegrees)), drop + LowestBit);
    }

    private static Span<long> Use(Span<long> squares, int chunk)
    {
        bool isFirst = squares[End] == 0;
        squares[Low] = isFirst ? chunk : Math.Min(squares[Low], chunk);
        squares[End] = Math.Max(squares[End], chunk + Reach);
        Span<long> chunks = squares.Slice(Header, Chunks);
        if (++squares[Terms] >= MaxTerms)
        {
            (squares[Terms], squares[End]) = (0, Math.Min(squares[End] + 1, Chunks));
            FixedChunks.Carry(chunks[..(int)squares[End]], (int)squares[Low]);
        }

        return chunks;
    }

    private static void Put(Span<long> chunks, UInt128 bits, int sign)
    {
        chunks[0] += sign * ((long)(ulong)bits & FixedChunks.Mask);
        chunks[1] += sign * ((long)(ulong)(bits >> FixedChunks.Bits) & FixedChunks.Mask);
        chunks[2] += sign * (long)(ulong)(bits >> (2 * FixedChunks.Bits));
    }

    /// <summary>The sum of the squares so many times, carried.</summary>
    /// <returns>The lowest chunk in use.</returns>
    private static int Squares(ReadOnlySpan<long> squares, Span<long> spread, long count)
    {
        int low = (int)squares[Low], end = (int)squares[End];
        squares.Slice(Header, end).CopyTo(spread);
        FixedChunks.Carry(spread[..Math.Min(end + 2, Chunks)], low);
        ulong carry = 0;
        for (int i = low; i < spread.Length && (i < end + 2 || carry != 0); i++)
        {
            ulong product = ((ulong)spread[i] * (ulong)count) + carry;
            spread[i] = (long)product & FixedChunks.Mask;
            carry = product >> FixedChunks.Bits;
        }

        return low;
    }

    /// <summary>Takes off the square of the sum of the values, row by row as on paper.</summary>
    /// <returns>The lowest chunk that it reached.</returns>
    private static int TakeSquare(Span<long> spread, ReadOnlySpan<long> values)
    {
        Span<long> room = stackalloc long[ExactFloatSum.Chunks];
        ReadOnlySpan<long> sum = ExactFloatSum.Size(values, room, out int low, out _);
        for (int i = low; i < sum.Length; i++)
        {
            if (sum[i] != 0)
            {
                TakeRow(spread, sum, low, i);
            }
        }

        return 2 * low;
    }

    /// <summary>Takes off one chunk of the sum times all of it.</summary>
    private static void TakeRow(Span<long> spread, ReadOnlySpan<long> sum, int low, int factor)
    {
        ulong carry = 0;
        long borrow = 0;
        for (int place = low + factor; place < spread.Length && (place - factor < sum.Length || carry != 0 || borrow != 0); place++)
        {
            ulong product = carry + (place - factor < sum.Length ? (ulong)sum[place - factor] * (ulong)sum[factor] : 0);
            long left = spread[place] - ((long)product & FixedChunks.Mask) + borrow;
            carry = product >> FixedChunks.Bits;
            spread[place] = left & FixedChunks.Mask;
            borrow = left >> FixedChunks.Bits;
        }
    }
}

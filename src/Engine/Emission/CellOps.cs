using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Arithmetic on cells, as the built-in functions define it: false where they fail. Emitted code calls these; most are inlined there.</summary>
internal static class CellOps
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAdd(long a, long b, out long result)
    {
        result = unchecked(a + b);
        return ((a ^ result) & (b ^ result)) >= 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySubtract(long a, long b, out long result)
    {
        result = unchecked(a - b);
        return ((a ^ b) & (a ^ result)) >= 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryMultiply(long a, long b, out long result)
    {
        if (((a ^ (int)a) | (b ^ (int)b)) == 0)
        {
            result = a * b;
            return true;
        }

        long high = Math.BigMul(a, b, out result);
        return high == result >> 63;
    }

    /// <summary>Two integers, or two durations, give a float64.</summary>
    public static bool TryDivide(long a, long b, out long result) => TryFloat((double)a / b, b != 0, out result);

    public static bool TryAddFloat(long a, long b, out long result) => TryFloat(Float(a) + Float(b), true, out result);

    public static bool TrySubtractFloat(long a, long b, out long result) => TryFloat(Float(a) - Float(b), true, out result);

    public static bool TryMultiplyFloat(long a, long b, out long result) => TryFloat(Float(a) * Float(b), true, out result);

    public static bool TryDivideFloat(long a, long b, out long result) => TryFloat(Float(a) / Float(b), Float(b) != 0, out result);

    /// <summary>Rounds half to even at the eighth digit; a product of one word needs no 128-bit division.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryMultiplyDec8(long a, long b, out long result)
    {
        if (!TryMultiply(a, b, out long product))
        {
            bool fits = Dec8.TryMultiply(new Dec8(a), new Dec8(b), out Dec8 wide);
            result = wide.Raw;
            return fits;
        }

        (result, long rest) = Math.DivRem(product, Dec8.Scale);
        long twice = Math.Abs(rest) * 2;
        if (twice > Dec8.Scale || (twice == Dec8.Scale && (result & 1) != 0))
        {
            result += product < 0 ? -1 : 1;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryDivideDec8(long a, long b, out long result)
    {
        bool fits = Dec8.TryDivide(new Dec8(a), new Dec8(b), out Dec8 quotient);
        result = quotient.Raw;
        return fits;
    }

    /// <summary>The sum, whatever it is worth; an overflow makes <paramref name="suspect"/> negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long AddUnchecked(long a, long b, ref long suspect)
    {
        long result = unchecked(a + b);
        suspect |= (a ^ result) & (b ^ result);
        return result;
    }

    /// <inheritdoc cref="AddUnchecked"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long SubtractUnchecked(long a, long b, ref long suspect)
    {
        long result = unchecked(a - b);
        suspect |= (a ^ b) & (a ^ result);
        return result;
    }

    /// <summary>The product of two numbers of at most 32 bits; any others make <paramref name="suspect"/> negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long MultiplyUnchecked(long a, long b, ref long suspect)
    {
        long wide = (a ^ (int)a) | (b ^ (int)b);
        suspect |= wide | -wide;
        return unchecked(a * b);
    }

    /// <summary>The sum; one that is not finite makes <paramref name="suspect"/> negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long AddFloatUnchecked(long a, long b, ref long suspect) => Unchecked(Float(a) + Float(b), ref suspect);

    /// <inheritdoc cref="AddFloatUnchecked"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long SubtractFloatUnchecked(long a, long b, ref long suspect) => Unchecked(Float(a) - Float(b), ref suspect);

    /// <inheritdoc cref="AddFloatUnchecked"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long MultiplyFloatUnchecked(long a, long b, ref long suspect) => Unchecked(Float(a) * Float(b), ref suspect);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Float(long cell) => BitConverter.Int64BitsToDouble(cell);

    /// <summary>The order of two interned values; false when their kinds differ.</summary>
    public static bool TryOrder(Frame frame, long a, long b, out long order)
    {
        Value left = frame.State.Interner[a], right = frame.State.Interner[b];
        order = left.CompareTo(right);
        return left.Kind == right.Kind;
    }

    /// <summary>The cell of the same value in a column of interned values.</summary>
    public static long Intern(Frame frame, long cell, int kind)
    {
        Interner interner = frame.State.Interner;
        return interner.Add(interner.Decode(cell, (CellKind)kind));
    }

    /// <summary>Puts a value into a slot, for sinks that read slots.</summary>
    public static void SetSlot(Frame frame, int slot, long cell, int kind) => frame.Slots[slot] = frame.State.Interner.Decode(cell, (CellKind)kind);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Unchecked(double value, ref long suspect)
    {
        // What is not finite has all bits of its exponent set: adding one to them carries into the sign.
        suspect |= (BitConverter.DoubleToInt64Bits(value) & long.MaxValue) + (1L << 52);
        return BitConverter.DoubleToInt64Bits(value + 0.0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryFloat(double value, bool isDefined, out long result)
    {
        // Adding zero turns negative zero into zero: equal numbers have equal cells.
        result = BitConverter.DoubleToInt64Bits(value + 0.0);
        return isDefined && double.IsFinite(value);
    }
}

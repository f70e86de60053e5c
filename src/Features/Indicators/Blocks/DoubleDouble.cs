using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Features;

/// <summary>A number as the unevaluated sum of two doubles: about 106 bits.</summary>
/// <remarks>
/// A running sum of doubles drifts, and a variance as E[x²] - E[x]² cancels; with twice the digits both stay right to the last
/// bit of a double for as long as anyone runs them. Only operations that IEEE 754 rounds exactly, so the same bits everywhere.
/// Source: T. J. Dekker (1971); D. E. Knuth, TAOCP 2, 4.2.2 (the sum of two).
/// </remarks>
internal readonly struct DoubleDouble(double high, double low)
{
    /// <summary>2^-40: what is left still has the 53 bits of a double and some to spare.</summary>
    private const double ResidueShare = 1.0 / (1L << 40);

    private readonly double _high = high;
    private readonly double _low = low;

    public double Value => _high + _low;

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    /// <remarks>Inlined by request: the calls would cost more than the arithmetic.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator +(DoubleDouble a, double b)
    {
        double sum = a._high + b;
        double part = sum - a._high;
        double error = (a._high - (sum - part)) + (b - part);
        return Normalised(sum, error + a._low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator -(DoubleDouble a, double b) => a + -b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        double sum = a._high + b._high;
        double part = sum - a._high;
        double error = (a._high - (sum - part)) + (b._high - part);
        return Normalised(sum, error + (a._low + b._low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + new DoubleDouble(-b._high, -b._low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        double product = a._high * b._high;
        double error = Math.FusedMultiplyAdd(a._high, b._high, -product);
        return Normalised(product, error + ((a._high * b._low) + (a._low * b._high)));
    }

    /// <summary>
    /// True when taking away <paramref name="removed"/> left so little of a sum that its last digits are the rounding of what is gone:
    /// time to add up afresh. Happens when a spike leaves a window.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsResidueOf(double removed) => Math.Abs(_high) < Math.Abs(removed) * ResidueShare;

    /// <summary>The exact difference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble Difference(double a, double b)
    {
        double difference = a - b;
        double part = difference - a;
        return new DoubleDouble(difference, (a - (difference - part)) - (b + part));
    }

    /// <summary>The exact product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble Product(double a, double b)
    {
        double product = a * b;
        return new DoubleDouble(product, Math.FusedMultiplyAdd(a, b, -product));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble Normalised(double high, double low)
    {
        double sum = high + low;
        return new DoubleDouble(sum, low - (sum - high));
    }
}

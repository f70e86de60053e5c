using System.Numerics;
using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Features;

/// <summary>One number of each of several candles in a row.</summary>
/// <remarks>Reads like a number, so that a pattern is written once; comparisons give a <see cref="LaneMask"/>.</remarks>
internal readonly struct Lanes(Vector<double> values)
{
    public readonly Vector<double> Values = values;

    /// <summary>The same number everywhere.</summary>
    public static implicit operator Lanes(double value) => new(new Vector<double>(value));

    public static Lanes operator +(Lanes a, Lanes b) => new(a.Values + b.Values);

    public static Lanes operator -(Lanes a, Lanes b) => new(a.Values - b.Values);

    public static Lanes operator *(Lanes a, Lanes b) => new(a.Values * b.Values);

    /// <summary>Dividing by two is exact either way; a product is faster.</summary>
    public static Lanes Half(Lanes a) => a * 0.5;

    public static Lanes Abs(Lanes a) => new(Vector.Abs(a.Values));

    /// <summary>Prices are finite, so the machine's own maximum, one instruction, serves.</summary>
    public static Lanes Max(Lanes a, Lanes b) => new(Vector.MaxNative(a.Values, b.Values));

    public static Lanes Min(Lanes a, Lanes b) => new(Vector.MinNative(a.Values, b.Values));

    public static LaneMask operator <(Lanes a, Lanes b) => new(Vector.LessThan(a.Values, b.Values));

    public static LaneMask operator >(Lanes a, Lanes b) => new(Vector.GreaterThan(a.Values, b.Values));

    public static LaneMask operator <=(Lanes a, Lanes b) => new(Vector.LessThanOrEqual(a.Values, b.Values));

    public static LaneMask operator >=(Lanes a, Lanes b) => new(Vector.GreaterThanOrEqual(a.Values, b.Values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Load(ref readonly double first) => new(Vector.LoadUnsafe(in first));
}

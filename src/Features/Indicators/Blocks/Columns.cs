using System.Numerics;
using System.Runtime.InteropServices;

namespace CryptoScalp.Rules.Features;

/// <summary>What is done to a whole column of numbers at once.</summary>
internal static class Columns
{
    /// <remarks>A finite number less itself is zero, any other is NaN, which stays in a sum: no branches.</remarks>
    public static bool AreFinite(ReadOnlySpan<double> column)
    {
        Vector<double> sum = Vector<double>.Zero;
        foreach (Vector<double> lanes in MemoryMarshal.Cast<double, Vector<double>>(column))
        {
            sum += lanes - lanes;
        }

        double rest = 0;
        for (int i = column.Length - (column.Length % Vector<double>.Count); i < column.Length; i++)
        {
            rest += column[i] - column[i];
        }

        return Vector.Sum(sum) + rest == 0;
    }

    /// <summary>Numbers that are not finite become NaN: an overflow or a division by zero is no value.</summary>
    public static void KeepFinite(Span<double> column)
    {
        Span<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(column);
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] = FiniteOrAbsent(vectors[i]);
        }

        for (int i = vectors.Length * Vector<double>.Count; i < column.Length; i++)
        {
            column[i] = double.IsFinite(column[i]) ? column[i] : double.NaN;
        }
    }

    public static Vector<double> FiniteOrAbsent(Vector<double> lanes) =>
        Vector.ConditionalSelect(Vector.Equals(lanes - lanes, Vector<double>.Zero), lanes, new Vector<double>(double.NaN));
}

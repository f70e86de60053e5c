using System.Numerics;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>How large the cells in some comparisons of integers may be so that nothing in them can overflow, found once from the shape of the expressions.</summary>
/// <remarks>
/// Sizes are powers of two: a sum is at most twice its larger part, a product as large as its parts together. One look at each cell then takes the place of one at every sum
/// and product, and cells of 32 bits and more may be multiplied.
/// </remarks>
internal static class CellRange
{
    /// <summary>The largest power of two that results may reach: both signs, and one bit to spare.</summary>
    private const int Largest = 62;

    /// <summary>Below this a range says little: prices and sizes would be beyond it.</summary>
    private const int Smallest = 24;

    /// <summary>The largest n for which cells between -2^n and 2^n cannot overflow in any of the comparisons; null when that is too small to be of use.</summary>
    public static int? Of(IEnumerable<BoundComparison> comparisons)
    {
        BoundComparison[] all = [.. comparisons];
        for (int bits = Largest - 1; bits >= Smallest; bits--)
        {
            if (Array.TrueForAll(all, comparison => Fits(comparison.Left, bits) && Fits(comparison.Right, bits)))
            {
                return bits;
            }
        }

        return null;
    }

    private static bool Fits(BoundExpression expression, int bits) =>
        expression is not BoundCall call || (Size(call, bits) <= Largest && call.Arguments.All(argument => Fits(argument, bits)));

    /// <summary>The power of two that the expression's cell does not exceed.</summary>
    private static int Size(BoundExpression expression, int bits) => expression switch
    {
        BoundConstant constant => 64 - BitOperations.LeadingZeroCount((ulong)Int128.Abs(constant.Value.Bits)),
        BoundCall { Function.Name: "mult" } product => product.Arguments.Sum(argument => Size(argument, bits)),
        BoundCall sum => sum.Arguments.Max(argument => Size(argument, bits)) + 1,
        _ => bits,
    };
}

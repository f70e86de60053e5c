using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>One number for the rows of a relation, in any order, so that different engines can be compared over one workload.</summary>
/// <remarks>
/// The sum modulo 2^64, over the rows, of the 64-bit FNV-1a hash of the row's text in UTF-8, e.g. <c>buy(3, 1)</c>. Few lines in any language:
/// the peers of <c>tests/Benchmarks/peers</c> compute the same.
/// </remarks>
internal static class RowChecksum
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>Sixteen hexadecimal digits; all zero for no rows.</summary>
    public static string Of(IEnumerable<Fact> rows)
    {
        ulong sum = 0;
        foreach (Fact row in rows)
        {
            sum += Hash(Encoding.UTF8.GetBytes(row.ToString()));
        }

        return sum.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        ulong hash = Offset;
        foreach (byte b in text)
        {
            hash = (hash ^ b) * Prime;
        }

        return hash;
    }
}

using System.Numerics;

namespace CryptoScalp.Rules.Primitives.Tests;

/// <summary>The sum of doubles is the exact sum rounded once: compared with whole numbers of any size, which know nothing of chunks.</summary>
public sealed class ExactFloatSumTests
{
    /// <summary>The lowest bit of any double.</summary>
    private const int LowestBit = -1074;

    [Theory]
    [InlineData(1, 0, 2046)]
    [InlineData(2, 1000, 1046)]
    [InlineData(3, 0, 3)]
    [InlineData(4, 2040, 2046)]
    [InlineData(5, 1020, 1026)]
    public void Any_sum_is_the_exact_one_rounded_half_to_even(int seed, int least, int most)
    {
        Random random = new(seed);
        int infinite = 0;
        for (int run = 0; run < 2_000; run++)
        {
            double[] terms = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => Any(random, least, most))];
            double expected = Expected(terms), actual = Sum(terms);
            infinite += double.IsFinite(expected) ? 0 : 1;
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
        }

        Assert.Equal(most == 2046, infinite > 0);
    }

    [Fact]
    public void The_order_of_terms_does_not_matter_and_what_is_taken_off_leaves_no_trace()
    {
        Random random = new(9);
        for (int run = 0; run < 500; run++)
        {
            double[] terms = [.. Enumerable.Range(0, 30).Select(_ => Any(random, 900, 1150))], others = [.. Enumerable.Range(0, 30).Select(_ => Any(random, 0, 2046))];
            double expected = Sum(terms);
            random.Shuffle(terms);
            Assert.Equal(expected, Sum(terms));
            double[] mixed = [.. terms, .. others, .. others.Select(static x => -x)];
            random.Shuffle(mixed);
            Assert.Equal(expected, Sum(mixed));
        }
    }

    [Theory]
    [InlineData(new double[0], 0.0)]
    [InlineData(new[] { 0.1, 0.2, 0.3 }, 0.6)]
    [InlineData(new[] { 1e308, 1e308, -1e308, -1e308, 1.0 }, 1.0)]
    [InlineData(new[] { 1.0, 1e-300, -1.0 }, 1e-300)]
    [InlineData(new[] { 9007199254740992.0, 1.0 }, 9007199254740992.0)]
    [InlineData(new[] { 9007199254740992.0, 1.0, 5e-324 }, 9007199254740994.0)]
    [InlineData(new[] { double.MaxValue, double.MaxValue }, double.PositiveInfinity)]
    [InlineData(new[] { double.MinValue, double.MinValue }, double.NegativeInfinity)]
    [InlineData(new[] { double.Epsilon, double.Epsilon }, 1e-323)]
    [InlineData(new[] { -0.0 }, 0.0)]
    public void Sums_that_one_can_check_by_hand(double[] terms, double expected) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(Sum(terms)));

    private static double Sum(double[] terms)
    {
        long[] sum = new long[ExactFloatSum.Length];
        foreach (double term in terms)
        {
            ExactFloatSum.Add(sum, term);
        }

        return ExactFloatSum.Read(sum);
    }

    private static double Any(Random random, int least, int most)
    {
        long bits = random.NextInt64() & ((1L << 52) - 1);
        bits &= random.Next(3) == 0 ? ~0L << random.Next(52) : ~0L;
        return BitConverter.Int64BitsToDouble(((long)random.Next(least, most + 1) << 52) | bits) * (random.Next(2) == 0 ? 1 : -1);
    }

    /// <summary>In units of 2^-1074, as a whole number; then the nearest double, found among neighbours.</summary>
    private static double Expected(double[] terms)
    {
        BigInteger exact = BigInteger.Zero;
        foreach (double term in terms)
        {
            exact += Units(term);
        }

        BigInteger size = BigInteger.Abs(exact);
        if (size >= (BigInteger.One << (1024 - LowestBit)) - (BigInteger.One << (970 - LowestBit)))
        {
            return exact.Sign * double.PositiveInfinity;
        }

        long below = 0, above = BitConverter.DoubleToInt64Bits(double.MaxValue);
        while (below < above)
        {
            long middle = below + ((above - below + 1) / 2);
            (below, above) = Units(BitConverter.Int64BitsToDouble(middle)) <= size ? (middle, above) : (below, middle - 1);
        }

        BigInteger rest = size - Units(BitConverter.Int64BitsToDouble(below));
        BigInteger gap = below == BitConverter.DoubleToInt64Bits(double.MaxValue) ? BigInteger.One << (971 - LowestBit) : Units(BitConverter.Int64BitsToDouble(below + 1)) - Units(BitConverter.Int64BitsToDouble(below));
        below += 2 * rest > gap || (2 * rest == gap && (below & 1) == 1) ? 1 : 0;
        double nearest = BitConverter.Int64BitsToDouble(below);
        return exact.Sign < 0 && nearest != 0 ? -nearest : nearest;
    }

    private static BigInteger Units(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value), fraction = bits & ((1L << 52) - 1);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger units = exponent == 0 ? fraction : (BigInteger)(fraction | (1L << 52)) << (exponent - 1);
        return bits < 0 ? -units : units;
    }
}

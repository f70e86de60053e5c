using System.Numerics;

namespace CryptoScalp.Rules.Primitives.Tests;

/// <summary>The variance of doubles is the exact one but for its last roundings: compared with fractions of whole numbers of any size, which know nothing of chunks.</summary>
public sealed class ExactVarianceTests
{
    /// <summary>The lowest bit of any double.</summary>
    private const int LowestBit = -1074;

    [Theory]
    [InlineData(1, 0, 2046)]
    [InlineData(2, 1000, 1046)]
    [InlineData(3, 0, 3)]
    [InlineData(4, 1500, 1533)]
    [InlineData(5, 1029, 1029)]
    [InlineData(6, 500, 1100)]
    public void Any_variance_is_within_its_last_roundings_of_the_exact_one(int seed, int least, int most)
    {
        Random random = new(seed);
        int finite = 0;
        for (int run = 0; run < 1_000; run++)
        {
            double[] terms = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => Any(random, least, most))];
            int lost = terms.Length == 1 ? 0 : random.Next(2);
            double variance = Variance(terms, lost);
            BigInteger exact = Numerator(terms), parts = (BigInteger)terms.Length * (terms.Length - lost);
            if (double.IsFinite(variance))
            {
                // r·2^-1074 against N·2^-2148 / parts: three roundings, or half of the lowest bit of all.
                BigInteger found = (Units(variance) << -LowestBit) * parts, error = BigInteger.Abs(found - exact);
                Assert.True(error <= (exact >> 51) || error <= parts << -LowestBit, $"{variance:R} of {string.Join(' ', terms.Select(static t => $"{t:R}"))}");
                finite++;
            }
            else
            {
                Assert.True(exact >= ((parts << (1024 - LowestBit)) - (parts << (970 - LowestBit))) << -LowestBit, $"{variance} of {string.Join(' ', terms.Select(static t => $"{t:R}"))}");
            }
        }

        Assert.True(finite > 0 || most > 1500, "no variance was finite");
    }

    [Fact]
    public void The_order_of_terms_does_not_matter_and_what_is_taken_off_leaves_no_trace()
    {
        Random random = new(9);
        for (int run = 0; run < 500; run++)
        {
            double[] terms = [.. Enumerable.Range(0, 30).Select(_ => Any(random, 900, 1150))], others = [.. Enumerable.Range(0, 30).Select(_ => Any(random, 0, 2046))];
            double expected = Variance(terms, 1);
            long[] state = new long[ExactVariance.Length];
            (double Term, int Sign)[] steps = [.. terms.Select(static t => (t, 1)), .. others.Select(static t => (t, 1)), .. others.Select(static t => (t, -1))];
            random.Shuffle(steps);
            foreach ((double term, int sign) in steps)
            {
                ExactVariance.Add(state, term, sign);
            }

            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(ExactVariance.Read(state, terms.Length, 1)));
        }
    }

    [Theory]
    [InlineData(new[] { 1.0, 2.0, 3.0, 4.0 }, 0, 1.25)]
    [InlineData(new[] { 1.0, 2.0, 3.0, 4.0 }, 1, 5.0 / 3)]
    [InlineData(new[] { 0.1, 0.1, 0.1 }, 1, 0.0)]
    [InlineData(new[] { 1e15, 1e15 + 1, 1e15 + 2 }, 1, 1.0)]
    [InlineData(new[] { -0.0, 0.0 }, 1, 0.0)]
    [InlineData(new[] { double.MaxValue, double.MinValue }, 1, double.PositiveInfinity)]
    [InlineData(new[] { double.MaxValue, double.MaxValue }, 1, 0.0)]
    [InlineData(new[] { double.Epsilon, 0.0 }, 1, 0.0)]
    public void Variances_that_one_can_check_by_hand(double[] terms, int lost, double expected) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(Variance(terms, lost)));

    private static double Variance(double[] terms, int lost)
    {
        long[] state = new long[ExactVariance.Length];
        foreach (double term in terms)
        {
            ExactVariance.Add(state, term, 1);
        }

        return ExactVariance.Read(state, terms.Length, lost);
    }

    private static double Any(Random random, int least, int most)
    {
        long bits = random.NextInt64() & ((1L << 52) - 1);
        bits &= random.Next(3) == 0 ? ~0L << random.Next(52) : ~0L;
        return BitConverter.Int64BitsToDouble(((long)random.Next(least, most + 1) << 52) | bits) * (random.Next(2) == 0 ? 1 : -1);
    }

    /// <summary>n·Σx² - (Σx)², in units of 2^-2148.</summary>
    private static BigInteger Numerator(double[] terms)
    {
        BigInteger sum = 0, squares = 0;
        foreach (double term in terms)
        {
            sum += Units(term);
            squares += Units(term) * Units(term);
        }

        return (terms.Length * squares) - (sum * sum);
    }

    private static BigInteger Units(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value), fraction = bits & ((1L << 52) - 1);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger units = exponent == 0 ? fraction : (BigInteger)(fraction | (1L << 52)) << (exponent - 1);
        return bits < 0 ? -units : units;
    }
}

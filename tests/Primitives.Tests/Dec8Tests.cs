using System.Numerics;

namespace CryptoScalp.Rules.Primitives.Tests;

/// <summary>Exact decimals against BigInteger arithmetic.</summary>
public sealed class Dec8Tests
{
    private static readonly BigInteger _scale = BigInteger.Pow(10, 8);

    [Theory]
    [InlineData("0", "0.0")]
    [InlineData("-0.00000001", "-0.00000001")]
    [InlineData("100.50", "100.5")]
    [InlineData("+7", "7.0")]
    [InlineData(".5", "0.5")]
    [InlineData("61737.63000000", "61737.63")]
    [InlineData("92233720368.54775807", "92233720368.54775807")]
    [InlineData("-92233720368.54775808", "-92233720368.54775808")]
    [InlineData("1.000000000", "1.0")]
    public void Decimals_parse_exactly_and_print_canonically(string text, string expected) =>
        Assert.Equal(expected, Dec8.Parse(text).ToString());

    [Fact]
    public void A_midpoint_is_the_halved_sum_rounded_half_to_even()
    {
        Random random = new(3);
        long[] edges = [0, 1, 2, 3, -1, -2, -3, long.MaxValue, long.MaxValue - 1, long.MinValue, long.MinValue + 1];
        IEnumerable<long> values = edges.Concat(Enumerable.Range(0, 200).Select(_ => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64)));
        foreach (long a in values)
        {
            foreach (long b in edges.Append(a + 1).Append(random.NextInt64()))
            {
                Assert.Equal((long)Dec8.DivideHalfEven((Int128)a + b, 2), Dec8.Midpoint(new Dec8(a), new Dec8(b)).Raw);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("1e5")]
    [InlineData("1,5")]
    [InlineData("0.000000001")]
    [InlineData("92233720368.54775808")]
    [InlineData("99999999999999999999999999999999999999999999999999")]
    [InlineData("1.2.3")]
    [InlineData(" 1")]
    public void What_is_not_an_exact_decimal_is_refused(string text) => Assert.False(Dec8.TryParse(text, out _));

    [Fact]
    public void Arithmetic_agrees_with_big_integers_half_to_even()
    {
        ulong state = 42;
        for (int i = 0; i < 20_000; i++)
        {
            Dec8 a = new(Next(ref state) >> (i % 50)), b = new(Next(ref state) >> ((i * 7) % 60));
            Check(Dec8.TryAdd(a, b, out Dec8 sum), sum, (BigInteger)a.Raw + b.Raw);
            Check(Dec8.TrySubtract(a, b, out Dec8 difference), difference, (BigInteger)a.Raw - b.Raw);
            Check(Dec8.TryMultiply(a, b, out Dec8 product), product, HalfEven((BigInteger)a.Raw * b.Raw, _scale));
            if (b.Raw != 0)
            {
                Check(Dec8.TryDivide(a, b, out Dec8 quotient), quotient, HalfEven(a.Raw * _scale, b.Raw));
            }
        }
    }

    [Fact]
    public void Division_by_zero_is_an_answer() => Assert.False(Dec8.TryDivide(Dec8.One, Dec8.Zero, out _));

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(0.000000005, "0.0")]
    [InlineData(1e-8, "0.00000001")]
    [InlineData(-2.5, "-2.5")]
    public void Doubles_round_half_to_even(double value, string expected)
    {
        Assert.True(Dec8.TryFromDouble(value, out Dec8 result));
        Assert.Equal(expected, result.ToString());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e12)]
    public void Doubles_out_of_range_are_refused(double value) => Assert.False(Dec8.TryFromDouble(value, out _));

    private static void Check(bool fits, Dec8 result, BigInteger exact)
    {
        Assert.Equal(exact >= long.MinValue && exact <= long.MaxValue, fits);
        if (fits)
        {
            Assert.Equal(exact, result.Raw);
        }
    }

    /// <summary>Nearest integer by doubling, written another way than the code under test.</summary>
    private static BigInteger HalfEven(BigInteger dividend, BigInteger divisor)
    {
        if (divisor.Sign < 0)
        {
            (dividend, divisor) = (-dividend, -divisor);
        }

        BigInteger floor = BigInteger.Divide(dividend - (((dividend % divisor) + divisor) % divisor), divisor);
        BigInteger twiceRest = 2 * (dividend - (floor * divisor));
        return twiceRest > divisor || (twiceRest == divisor && !floor.IsEven) ? floor + 1 : floor;
    }

    private static long Next(ref ulong state)
    {
        state = (state * 6364136223846793005UL) + 1442695040888963407UL;
        return (long)(state ^ (state >> 29));
    }
}

using System.Numerics;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk.Tests;

public class AmountTests
{
    [Fact]
    public void Every_operation_equals_unbounded_integers_or_says_that_it_does_not_fit()
    {
        Random random = new(17);
        for (int i = 0; i < 100_000; i++)
        {
            Dec8 price = new(Wide(random));
            Dec8 quantity = new(Wide(random));
            Dec8 size = new(Wide(random));
            Check((BigInteger)price.Raw * quantity.Raw * size.Raw, Amount.TryNotional(price, quantity, size, out Amount notional), notional);

            Amount a = new(Very(random));
            Amount b = new(Very(random));
            Check((BigInteger)a.Raw + b.Raw, Amount.TryAdd(a, b, out Amount sum), sum);
            Check((BigInteger)a.Raw - b.Raw, Amount.TrySubtract(a, b, out Amount difference), difference);

            Dec8 fraction = new(random.NextInt64(0, Dec8.Scale + 1));
            BigInteger product = (BigInteger)a.Raw * fraction.Raw;
            BigInteger floor = BigInteger.DivRem(product, Dec8.Scale, out BigInteger rest);
            Assert.Equal(rest.Sign > 0 ? floor + 1 : floor, (BigInteger)a.FractionRoundedUp(fraction).Raw);
        }
    }

    [Theory]
    [InlineData("0", "0.0")]
    [InlineData("1200", "1200.0")]
    [InlineData("-0.00000001", "-0.00000001")]
    public void Amounts_print_without_needless_zeros(string value, string expected) =>
        Assert.Equal(expected, Amount.From(Dec8.Parse(value)).ToString());

    [Fact]
    public void The_smallest_amounts_print_all_their_digits()
    {
        Assert.Equal("-0.000000000000000000000001", new Amount(-1).ToString());
        Assert.Equal("-170141183460469.231731687303715884105728", new Amount(Int128.MinValue).ToString());
    }

    private static void Check(BigInteger expected, bool fits, Amount actual)
    {
        bool couldFit = expected >= (BigInteger)Int128.MinValue && expected <= (BigInteger)Int128.MaxValue;
        Assert.True(fits || !couldFit || expected == (BigInteger)Int128.MinValue);
        if (fits)
        {
            Assert.Equal(expected, (BigInteger)actual.Raw);
        }
    }

    private static long Wide(Random random) => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(0, 63);

    private static Int128 Very(Random random) =>
        (new Int128((ulong)random.NextInt64(long.MinValue, long.MaxValue), (ulong)random.NextInt64(long.MinValue, long.MaxValue))) >> random.Next(0, 120);
}

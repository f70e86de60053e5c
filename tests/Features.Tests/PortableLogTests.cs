namespace CryptoScalp.Rules.Features.Tests;

public class PortableLogTests
{
    [Fact]
    public void It_agrees_with_the_platform_over_the_whole_range()
    {
        Random random = new(5);
        for (int i = 0; i < 200_000; i++)
        {
            double b = Math.Exp((random.NextDouble() * 40) - 20);
            double a = b * Math.Exp((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-9, 2)));
            double expected = Math.Log(a / b);
            Assert.Equal(expected, PortableLog.OfRatio(a, b), 1e-14 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public void Equal_prices_return_exactly_zero()
    {
        Assert.Equal(0.0, PortableLog.OfRatio(61_824.005, 61_824.005));
    }

    [Fact]
    public void A_ratio_and_its_inverse_are_opposite_to_the_bit()
    {
        Assert.Equal(-PortableLog.OfRatio(101, 100), PortableLog.OfRatio(100, 101));
    }
}

using System.Globalization;
using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData.Tests;

public sealed class DecimalTextTests
{
    [Fact]
    public void Reading_agrees_with_the_decimal_type_of_the_runtime()
    {
        Random random = new(7);
        for (int i = 0; i < 50_000; i++)
        {
            string whole = random.NextInt64(0, 92_000_000_000).ToString(CultureInfo.InvariantCulture);
            string text = (whole[..random.Next(1, whole.Length + 1)] + "." + random.Next(100_000_000).ToString("D8", CultureInfo.InvariantCulture))
                [..^random.Next(0, 8)];
            Assert.Null(DecimalText.Read(Encoding.ASCII.GetBytes(text), out Dec8 read));
            Assert.Equal((long)(decimal.Parse(text, CultureInfo.InvariantCulture) * Dec8.Scale), read.Raw);
        }
    }

    [Theory]
    [InlineData("1.10000000000000", null)]
    [InlineData("007", null)]
    [InlineData("1.123456781", FeedFault.TooManyDecimals)]
    [InlineData("92233720369", FeedFault.NumberOutOfRange)]
    [InlineData("-0.5", FeedFault.NegativeNumber)]
    [InlineData("", FeedFault.IllTypedField)]
    [InlineData(".", FeedFault.IllTypedField)]
    [InlineData("1.", FeedFault.IllTypedField)]
    [InlineData(".5", FeedFault.IllTypedField)]
    [InlineData("-", FeedFault.IllTypedField)]
    [InlineData("--1", FeedFault.IllTypedField)]
    [InlineData("1.2.3", FeedFault.IllTypedField)]
    [InlineData(" 1", FeedFault.IllTypedField)]
    [InlineData("1,5", FeedFault.IllTypedField)]
    [InlineData("0x10", FeedFault.IllTypedField)]
    [InlineData("1.00000000x0", FeedFault.IllTypedField)]
    public void Only_plain_decimals_are_read(string text, FeedFault? fault) =>
        Assert.Equal(fault, DecimalText.Read(Encoding.ASCII.GetBytes(text), out _));
}

using System.Text;

namespace CryptoScalp.Rules.Primitives.Tests;

/// <summary>The text of values as bytes, against the text of values as strings.</summary>
public sealed class ValueUtf8Tests
{
    [Fact]
    public void Numbers_are_written_as_their_text_says_at_the_edges_of_their_ranges()
    {
        long[] whole = [0, 1, -1, 9, 10, Dec8.Scale, -Dec8.Scale, Dec8.Scale - 1, 10_000_000, 120_000_000, long.MaxValue, long.MinValue];
        double[] fractions = [0, 1, -1.5, 0.1, 1e15, 1e16, 1e22, -1e300, 5e-324, double.MaxValue, double.MinValue, 0.0001, 0.00001, 123456789012345680, 2.5e-9];

        Assert.All(whole, static w => AssertSame(Value.Number(w)));
        Assert.All(whole, static w => AssertSame(Value.Decimal(new Dec8(w))));
        Assert.All(fractions, static f => AssertSame(Value.Float64(f)));
    }

    [Fact]
    public void Random_numbers_are_written_as_their_text_says()
    {
        Random random = new(7);
        for (int i = 0; i < 50_000; i++)
        {
            long bits = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            AssertSame(Value.Number(bits));
            AssertSame(Value.Decimal(new Dec8(bits)));
            AssertSame(Value.Decimal(new Dec8(bits / 1000 * 1000)));
            AssertSame(Value.Float64(bits / 1e6));
            if (Value.TryFloat64(BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)), out Value any))
            {
                AssertSame(any);
            }
        }
    }

    [Fact]
    public void Everything_else_is_written_as_its_text_says()
    {
        AssertSame(Value.Name("/binance_spot"));
        AssertSame(Value.String("a \"quoted\" \\ text, ü and 🙂\n"));
        AssertSame(Value.Duration(250_000_000));
        AssertSame(Value.Time(1_723_161_254_000_000_000));
        AssertSame(Value.List(Value.Number(1), Value.Pair(Value.True, Value.Float64(0.5))));
        AssertSame(Value.Struct([KeyValuePair.Create(Value.Name("/kind"), Value.Name("/long"))]));
    }

    [Fact]
    public void What_is_written_stands_behind_what_was_written()
    {
        Utf8Buffer buffer = new();
        StringBuilder expected = new();
        for (int i = 0; i < 2_000; i++)
        {
            ValueUtf8.Append(buffer, Value.Decimal(new Dec8(i * 12_345_678L)));
            buffer.Append((byte)' ');
            expected.Append(new Dec8(i * 12_345_678L)).Append(' ');
        }

        Assert.Equal(expected.ToString(), Encoding.UTF8.GetString(buffer.Written));
        buffer.Clear();
        Assert.Equal(0, buffer.Written.Length);
    }

    private static void AssertSame(Value value)
    {
        Utf8Buffer buffer = new();
        ValueUtf8.Append(buffer, value);
        Assert.Equal(ValueText.Format(value), Encoding.UTF8.GetString(buffer.Written));
    }
}

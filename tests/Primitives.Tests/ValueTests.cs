namespace CryptoScalp.Rules.Primitives.Tests;

public sealed class ValueTests
{
    public static TheoryData<Value, string> Texts => new()
    {
        { Value.Number(-3), "-3" },
        { Value.Float64(1), "1.0" },
        { Value.Float64(1e-9), "1.0e-9" },
        { Value.Float64(1.5e300), "1.5e300" },
        { Value.Float64(-0.0), "0.0" },
        { Value.Decimal(Dec8.Parse("100.5")), "100.5" },
        { Value.Name("/v/1"), "/v/1" },
        { Value.String("a\"b\\\n\u0001"), "\"a\\\"b\\\\\\n\\x01\"" },
        { Value.Bytes([1, 65]), "b\"\\x01A\"" },
        { Value.Duration(250_000_000), "250ms" },
        { Value.Duration(90_000_000_000), "90s" },
        { Value.Duration(0), "0s" },
        { Value.Duration(17), "17ns" },
        { Value.List(Value.Number(1), Value.String("x")), "[1, \"x\"]" },
        { Value.List(), "[]" },
        { Value.Struct([new(Value.Name("/b"), Value.Number(2)), new(Value.Name("/a"), Value.Number(1))]), "{/a: 1, /b: 2}" },
        { Value.Map([new(Value.String("k"), Value.True)]), "[\"k\": /true]" },
        { Value.Map([]), "fn:map()" },
        { Value.Pair(Value.Number(1), Value.Number(2)), "fn:pair(1, 2)" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Values_print_as_source_text(Value value, string expected) => Assert.Equal(expected, value.ToString());

    [Fact]
    public void Kinds_keep_equal_sizes_apart()
    {
        Value[] ones = [Value.Number(1), Value.Float64(1), Value.Decimal(Dec8.One)];
        Assert.Equal(3, ones.Distinct().Count());
        Assert.Equal([ValueKind.Number, ValueKind.Float64, ValueKind.Dec8], ones.Reverse().Order().Select(static v => v.Kind));
    }

    [Fact]
    public void Nothing_that_is_not_finite_becomes_a_value()
    {
        Assert.False(Value.TryFloat64(double.NaN, out _));
        Assert.False(Value.TryFloat64(double.NegativeInfinity, out _));
        Assert.Throws<ArgumentException>(static () => Value.Float64(double.NaN));
    }

    [Fact]
    public void Numbers_order_by_exact_size_across_kinds()
    {
        Value big = Value.Number(9007199254740993), nearest = Value.Float64(9007199254740992);
        Assert.True(big.CompareTo(nearest) > 0);
        Assert.True(nearest.CompareTo(big) < 0);
        Assert.True(Value.Decimal(Dec8.Parse("0.1")).CompareTo(Value.Float64(0.1)) < 0); // the double 0.1 is a little more than a tenth
        Assert.True(Value.Float64(-1e300).CompareTo(Value.Number(long.MinValue)) < 0);
    }

    [Fact]
    public void Strings_order_by_code_point_not_by_utf16_unit()
    {
        Value lastOfBasicPlane = Value.String("\uffff"), firstBeyond = Value.String("\U00010000");
        Assert.True(lastOfBasicPlane.CompareTo(firstBeyond) < 0);
    }

    [Fact]
    public void The_order_is_total_and_agrees_with_equality()
    {
        Value[] values = [.. Texts.Select(static row => (Value)row[0])];
        foreach (Value a in values)
        {
            foreach (Value b in values)
            {
                Assert.Equal(Math.Sign(a.CompareTo(b)), -Math.Sign(b.CompareTo(a)));
                Assert.Equal(a.Equals(b), a.CompareTo(b) == 0);
                if (a.Equals(b))
                {
                    Assert.Equal(a.GetHashCode(), b.GetHashCode());
                }

                foreach (Value c in values)
                {
                    Assert.False(a.CompareTo(b) <= 0 && b.CompareTo(c) <= 0 && a.CompareTo(c) > 0, $"{a} {b} {c}");
                }
            }
        }
    }

    [Fact]
    public void A_later_field_of_one_name_wins()
    {
        Value name = Value.Name("/a");
        Value built = Value.Struct([new(name, Value.Number(1)), new(name, Value.Number(2))]);
        Assert.True(built.TryGetEntry(name, out Value found));
        Assert.Equal(Value.Number(2), found);
    }

    [Fact]
    public void Facts_are_equal_by_content_and_print_readably()
    {
        Fact a = new("path", Value.Name("/a"), Value.Number(3), Value.Float64(1.5));
        Fact b = new("path", Value.Name("/a"), Value.Number(3), Value.Float64(1.5));
        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.Equal("path(/a, 3, 1.5)", a.ToString());
        Assert.NotEqual(a, new Fact("path", Value.Name("/a"), Value.Number(3), Value.Decimal(Dec8.Parse("1.5"))));
    }

    [Fact]
    public void A_list_or_a_pair_that_was_not_made_has_the_hash_code_that_it_would_have()
    {
        Value[] items = [Value.Number(3), Value.String("x")];
        Assert.Equal(Value.List(items).GetHashCode(), Value.HashCodeOf(ValueKind.List, items));
        Assert.Equal(Value.Pair(items[0], items[1]).GetHashCode(), Value.HashCodeOf(ValueKind.Pair, items));
        Assert.Equal(Value.List().GetHashCode(), Value.HashCodeOf(ValueKind.List, []));
    }
}

using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference.Tests;

public sealed class BuiltinFunctionTests
{
    /// <summary>Arguments and results in a small notation: <c>3</c> number, <c>3f</c> or <c>3.5f</c> float64, <c>3.5</c> dec8, <c>/n</c> name, <c>t3</c> time, <c>d3</c> duration, <c>'s</c> string, <c>[…]</c> list of numbers.</summary>
    [Theory]
    [InlineData("plus", "9223372036854775806 1", "9223372036854775807")]
    [InlineData("plus", "9223372036854775807 1", "fails")]
    [InlineData("plus", "1 1f", "fails")]
    [InlineData("plus", "92233720368.0 1.0", "fails")]
    [InlineData("plus", "0.1 0.2", "0.3")]
    [InlineData("plus", "1 2 3", "6")]
    [InlineData("plus", "7", "7")]
    [InlineData("plus", "t5 d3", "t8")]
    [InlineData("minus", "7", "-7")]
    [InlineData("minus", "7 2 1", "4")]
    [InlineData("minus", "t5 t3", "d2")]
    [InlineData("neg", "-9223372036854775808", "fails")]
    [InlineData("mult", "3037000500 3037000500", "fails")]
    [InlineData("mult", "1e308f 10f", "fails")]
    [InlineData("mult", "0.00000001 0.5", "0.0")]
    [InlineData("mult", "0.00000003 0.5", "0.00000002")]
    [InlineData("mult", "-0.00000001 0.5", "0.0")]
    [InlineData("mult", "-0.00000003 0.5", "-0.00000002")]
    [InlineData("mult", "90000.0 90000.0", "8100000000.0")]
    [InlineData("mult", "1000000.0 1000000.0", "fails")]
    [InlineData("mult", "d3 4", "d12")]
    [InlineData("divide", "1 2", "0.5f")]
    [InlineData("divide", "1 0", "fails")]
    [InlineData("divide", "1f 0f", "fails")]
    [InlineData("divide", "1.0 0.0", "fails")]
    [InlineData("divide", "1.0 3.0", "0.33333333")]
    [InlineData("divide", "0.00000001 2.0", "0.0")]
    [InlineData("divide", "0.00000003 2.0", "0.00000002")]
    [InlineData("divide", "92233720368.0 0.1", "fails")]
    [InlineData("div", "7 -2", "-3")]
    [InlineData("div", "-7 2", "-3")]
    [InlineData("div", "100 3 2", "16")]
    [InlineData("div", "2", "0")]
    [InlineData("div", "7 0", "fails")]
    [InlineData("div", "-9223372036854775808 -1", "fails")]
    [InlineData("mod", "-7 2", "-1")]
    [InlineData("mod", "7 -2", "1")]
    [InlineData("mod", "-9223372036854775808 -1", "0")]
    [InlineData("mod", "7 0", "fails")]
    [InlineData("abs", "-9223372036854775808", "fails")]
    [InlineData("abs", "-0.5", "0.5")]
    [InlineData("abs", "-2.5f", "2.5f")]
    [InlineData("sign", "-0.5", "-1")]
    [InlineData("min2", "3 5", "3")]
    [InlineData("max2", "3 5", "5")]
    [InlineData("max2", "3 5f", "fails")]
    [InlineData("floor", "-0.5", "-1.0")]
    [InlineData("floor", "-92233720368.5", "fails")]
    [InlineData("ceil", "-0.5", "0.0")]
    [InlineData("ceil", "0.00000001", "1.0")]
    [InlineData("round", "0.5", "0.0")]
    [InlineData("round", "1.5", "2.0")]
    [InlineData("round", "-2.5", "-2.0")]
    [InlineData("round", "2.5f", "2f")]
    [InlineData("round", "7", "7")]
    [InlineData("sqrt", "-1f", "fails")]
    [InlineData("sqrt", "9", "3f")]
    [InlineData("sqrt", "2.25", "1.5f")]
    [InlineData("ln", "0f", "fails")]
    [InlineData("ln", "-1f", "fails")]
    [InlineData("ln", "1f", "0f")]
    [InlineData("log10", "1000f", "3f")]
    [InlineData("exp", "710f", "fails")]
    [InlineData("pow", "2 62", "4611686018427387904")]
    [InlineData("pow", "2 63", "fails")]
    [InlineData("pow", "-2 63", "-9223372036854775808")]
    [InlineData("pow", "2 -1", "fails")]
    [InlineData("pow", "-1 9223372036854775807", "-1")]
    [InlineData("pow", "0 0", "1")]
    [InlineData("pow", "-8f 0.5f", "fails")]
    [InlineData("float:div", "1 4", "0.25f")]
    [InlineData("float:div", "4", "0.25f")]
    [InlineData("float:div", "4 0", "fails")]
    [InlineData("float:plus", "1 0.5f 0.25", "1.75f")]
    [InlineData("to_number", "-1.99999999", "-1")]
    [InlineData("to_number", "9223372036854775808f", "fails")]
    [InlineData("to_number", "-9223372036854775808f", "-9223372036854775808")]
    [InlineData("to_dec8", "92233720369", "fails")]
    [InlineData("to_dec8", "0.1f", "0.1")]
    [InlineData("to_float64", "0.1", "0.1f")]
    [InlineData("eq", "1 1f", "/false")]
    [InlineData("ne", "1 1f", "/true")]
    [InlineData("lt", "1 2", "/true")]
    [InlineData("lt", "1 2f", "fails")]
    [InlineData("string:concat", "'a /b 3 2.5f", "'a/b32.5")]
    [InlineData("string:concat", "[1]", "fails")]
    [InlineData("string:len", "'añ", "2")]
    [InlineData("string:replace", "'aXbXc 'X '- 1", "'a-bXc")]
    [InlineData("string:replace", "'aXbXc 'X '- -1", "'a-b-c")]
    [InlineData("string:to_number", "'-12", "-12")]
    [InlineData("string:to_number", "'12x", "fails")]
    [InlineData("float64:to_string", "2.5e-9f", "'0.0000000025")]
    [InlineData("float64:to_string", "1e21f", "'1000000000000000000000")]
    [InlineData("float64:to_string", "1f", "'1")]
    [InlineData("name:to_string", "/a/b", "'/a/b")]
    [InlineData("name:root", "/a/b/c", "/a")]
    [InlineData("name:tip", "/a/b/c", "/c")]
    [InlineData("list:get", "[5,6] 1", "6")]
    [InlineData("list:get", "[5,6] 2", "fails")]
    [InlineData("list:get", "[5,6] -1", "fails")]
    [InlineData("list:len", "[5,6]", "2")]
    [InlineData("list:append", "[5,6] 7", "[5,6,7]")]
    [InlineData("list:cons", "4 [5,6]", "[4,5,6]")]
    [InlineData("list:reverse", "[5,6]", "[6,5]")]
    [InlineData("list:contains", "[5,6] 6", "/true")]
    [InlineData("list:sum", "[5,6]", "11")]
    [InlineData("list:max", "[]", "fails")]
    [InlineData("max", "[5,9,6]", "9")]
    [InlineData("time:trunc", "t-1 /second", "t-1000000000")]
    [InlineData("time:trunc", "t1500000000 /second", "t1000000000")]
    [InlineData("time:trunc", "t1 /fortnight", "fails")]
    [InlineData("time:format", "t1714566600250000000 /nanosecond", "'2024-05-01T12:30:00.25Z")]
    [InlineData("time:format", "t1714566600250000000 /hour", "'2024-05-01T12Z")]
    [InlineData("time:format_civil", "t1714566600250000000 '+02:00 /minute", "'2024-05-01T14:30+02:00")]
    [InlineData("time:format_civil", "t0 'Mars/Olympus /minute", "fails")]
    [InlineData("time:parse_rfc3339", "'2024-05-01T14:30:00.25+02:00", "t1714566600250000000")]
    [InlineData("time:parse_rfc3339", "'2024-05-01", "fails")]
    [InlineData("time:parse_civil", "'1969-12-31T23:59:59.5 'UTC", "t-500000000")]
    [InlineData("time:trunc_civil", "t1714566600250000000 'UTC /week", "t1714348800000000000")]
    [InlineData("time:year", "t-1", "1969")]
    [InlineData("duration:parse", "'1h30m", "d5400000000000")]
    [InlineData("duration:parse", "'-1.5s", "d-1500000000")]
    [InlineData("duration:parse", "'5", "fails")]
    [InlineData("duration:parse", "'5parsecs", "fails")]
    [InlineData("duration:from_seconds", "1.5f", "d1500000000")]
    [InlineData("duration:from_hours", "1e10f", "fails")]
    [InlineData("duration:seconds", "d1500000000", "1.5f")]
    public void A_function_gives_its_value_or_fails(string function, string arguments, string expected)
    {
        Value[] values = [.. arguments.Split(' ').Select(Read)];

        bool succeeds = BuiltinTable.FindFunction(function)!.TryApply(values, out Value result);

        Assert.Equal(expected == "fails" ? "fails" : Read(expected).ToString(), succeeds ? result.ToString() : "fails");
    }

    [Fact]
    public void No_function_throws_whatever_its_arguments_and_none_lets_a_nan_or_an_infinity_out()
    {
        Value[] samples =
        [
            .. "0 1 -1 9223372036854775807 -9223372036854775808 0f -2.5f 1e308f 4.9e-324f 0.00000001 -92233720368.5 /a/b 'x 'UTC t0 t9223372036854775807 t-9223372036854775808 d-9223372036854775808 d5 [] [1,2]"
                .Split(' ').Select(Read),
            Value.Pair(Value.Time(1), Value.Time(2)), Value.Struct([new(Value.Name("/f"), Value.Number(1))]), Value.Map([new(Value.Number(1), Value.Number(2))]),
        ];
        int applied = 0;
        foreach (ScalarFunction function in BuiltinTable.FunctionNames.Select(static name => BuiltinTable.FindFunction(name)!))
        {
            applied += function.TryApply([], out _) ? 1 : 0;
            foreach (Value a in samples)
            {
                applied += function.TryApply([a], out _) ? 1 : 0;
                foreach (Value b in samples)
                {
                    applied += function.TryApply([a, b], out _) ? 1 : 0;
                    applied += function.TryApply([a, b, a], out _) ? 1 : 0;
                    applied += function.TryApply([a, b, b, a], out _) ? 1 : 0;
                }
            }
        }

        Assert.True(applied > 1000, $"only {applied} applications succeeded");
    }

    [Fact]
    public void Decimal_arithmetic_agrees_with_the_exact_decimals_of_the_platform()
    {
        Random random = new(5);
        for (int i = 0; i < 20_000; i++)
        {
            Dec8 a = new(random.NextInt64(-1_000_000_000_000, 1_000_000_000_000)), b = new(random.NextInt64(-1_000_000_000_000, 1_000_000_000_000));
            decimal x = (decimal)a.Raw / Dec8.Scale, y = (decimal)b.Raw / Dec8.Scale;
            Check("plus", x + y);
            Check("minus", x - y);
            Check("mult", decimal.Round(x * y, 8, MidpointRounding.ToEven));
            Check("round", decimal.Round(x, 0, MidpointRounding.ToEven), 1);
            Check("floor", decimal.Floor(x), 1);
            Check("ceil", decimal.Ceiling(x), 1);

            void Check(string function, decimal expected, int arity = 2)
            {
                Value[] arguments = [Value.Decimal(a), Value.Decimal(b)];
                Assert.True(BuiltinTable.FindFunction(function)!.TryApply(arguments.AsSpan(0, arity), out Value result));
                Assert.Equal(expected, (decimal)result.AsInt64 / Dec8.Scale);
            }
        }
    }

    [Theory]
    [InlineData("plus", "/number /number", "/number")]
    [InlineData("plus", "/number /float64", null)]
    [InlineData("plus", "/dec8 /any", "/dec8")]
    [InlineData("plus", "/error /number", "/error")]
    [InlineData("plus", "/time /duration", "/time")]
    [InlineData("plus", "/string /string", null)]
    [InlineData("divide", "/number /number", "/float64")]
    [InlineData("divide", "/dec8 /dec8", "/dec8")]
    [InlineData("div", "/float64 /float64", null)]
    [InlineData("sqrt", "/dec8", "/float64")]
    [InlineData("pow", "/dec8 /dec8", null)]
    [InlineData("abs", "/duration", "/duration")]
    [InlineData("lt", "/number /dec8", null)]
    [InlineData("string:concat", "/string /number", "/string")]
    [InlineData("list:get", "/number /number", null)]
    [InlineData("name:root", "/string", null)]
    public void A_function_accepts_types_without_mixing_them(string function, string arguments, string? expected)
    {
        BoundType[] types = [.. arguments.Split(' ').Select(TypeOf)];

        bool fits = BuiltinTable.FindFunction(function)!.TryType(types, out BoundType result, out string wanted);

        Assert.Equal(expected, fits ? result.ToString() : null);
        Assert.Equal(fits, wanted.Length == 0);
    }

    [Fact]
    public void Structures_and_lists_know_the_types_of_their_parts()
    {
        BoundType field = BoundType.SingletonOf(Value.Name("/f"));
        BuiltinTable.FindFunction("struct")!.TryType([field, BoundType.Dec8], out BoundType structure, out _);
        BuiltinTable.FindFunction("struct:get")!.TryType([structure, field], out BoundType value, out _);
        BuiltinTable.FindFunction("list")!.TryType([BoundType.Number, BoundType.Number], out BoundType list, out _);
        BuiltinTable.FindFunction("list:get")!.TryType([list, BoundType.Number], out BoundType item, out _);

        Assert.Equal([BoundType.Dec8, BoundType.Number], [value, item]);
        Assert.False(BuiltinTable.FindFunction("struct:get")!.TryType([structure, BoundType.SingletonOf(Value.Name("/g"))], out _, out _));
    }

    [Fact]
    public void Every_builtin_is_found_by_its_name_and_says_what_it_does()
    {
        Assert.All(BuiltinTable.FunctionNames, static name => Assert.True(BuiltinTable.FindFunction(name) is { Summary.Length: > 5 } f && f.Name == name));
        Assert.All(BuiltinTable.AggregateNames, static name => Assert.True(BuiltinTable.FindAggregate(name) is { Summary.Length: > 5 } a && a.Name == name));
        Assert.All(BuiltinTable.PredicateNames, static name => Assert.True(BuiltinTable.FindPredicate(name) is { Summary.Length: > 5 } p && p.Name == name && name[0] == ':'));
        Assert.Null(BuiltinTable.FindFunction("fn:plus"));
    }

    internal static BoundType TypeOf(string text) => text switch
    {
        "/number" => BoundType.Number,
        "/float64" => BoundType.Float64,
        "/dec8" => BoundType.Dec8,
        "/time" => BoundType.Time,
        "/duration" => BoundType.Duration,
        "/string" => BoundType.String,
        "/name" => BoundType.Name,
        "/error" => BoundType.Error,
        _ => BoundType.Any,
    };

    internal static Value Read(string text) => text switch
    {
        ['[', .., ']'] => Value.List([.. text[1..^1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Read)]),
        ['/', ..] => Value.Name(text),
        ['\'', ..] => Value.String(text[1..]),
        ['t', ..] => Value.Time(long.Parse(text[1..])),
        ['d', ..] => Value.Duration(long.Parse(text[1..])),
        [.., 'f'] => Value.Float64(double.Parse(text[..^1])),
        _ => text.Contains('.', StringComparison.Ordinal) ? Value.Decimal(Dec8.Parse(text)) : Value.Number(long.Parse(text)),
    };
}

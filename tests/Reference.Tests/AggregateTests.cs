using System.Numerics;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference.Tests;

public sealed class AggregateTests
{
    /// <summary>Columns are separated by <c>;</c>, the values of a column by blanks, in the notation of <see cref="BuiltinFunctionTests"/>. Event times count up.</summary>
    [Theory]
    [InlineData("count", "5 5 7", "3")]
    [InlineData("count_distinct", "5 5 7", "2")]
    [InlineData("sum", "9223372036854775807 1 -1", "9223372036854775807")]
    [InlineData("sum", "9223372036854775807 1", "no value")]
    [InlineData("sum", "1 2f", "no value")]
    [InlineData("sum", "0.1 0.2", "0.3")]
    [InlineData("sum", "1e16f 1f -1e16f", "1f")]
    [InlineData("sum", "1e308f 1e308f", "no value")]
    [InlineData("sum_if", "5 6 7;/true /false /true", "12")]
    [InlineData("sum_if", "5.5 6.5;/false /false", "0.0")]
    [InlineData("avg", "1 2", "1.5f")]
    [InlineData("avg", "0.00000001 0.00000002", "0.00000002")]
    [InlineData("avg", "0.00000001 0.0", "0.0")]
    [InlineData("avg", "92233720368.0 92233720368.0 92233720368.0", "92233720368.0")]
    [InlineData("min", "3 -1 2", "-1")]
    [InlineData("max", "/b /a", "/b")]
    [InlineData("stddev", "3", "no value")]
    [InlineData("var", "3", "no value")]
    [InlineData("var", "1 2 3 4", "1.6666666666666667f")]
    [InlineData("var_pop", "1 2 3 4", "1.25f")]
    [InlineData("stddev_pop", "3", "0f")]
    [InlineData("stddev", "2.0 4.0", "1.4142135623730951f")]
    [InlineData("corr", "1 2 3;2 4 6", "1f")]
    [InlineData("corr", "1 2 3;5f 3f 1f", "-1f")]
    [InlineData("corr", "1 2 3;5 5 5", "no value")]
    [InlineData("corr", "1;2", "no value")]
    [InlineData("median", "5 1 3", "3f")]
    [InlineData("median", "1 2", "1.5f")]
    [InlineData("median", "9223372036854775807 9223372036854775807", "9223372036854775807f")]
    [InlineData("median", "0.00000001 0.00000002", "0.00000002")]
    [InlineData("median", "0.00000002 0.00000003", "0.00000002")]
    [InlineData("quantile", "1 2 3 4 5;0.25f 0.25f 0.25f 0.25f 0.25f", "2f")]
    [InlineData("quantile", "1.0 2.0;0.25 0.25", "1.25")]
    [InlineData("quantile", "1 2;1.5f 1.5f", "no value")]
    [InlineData("quantile", "1 2;0.1f 0.2f", "no value")]
    [InlineData("first", "5 1 3", "5")]
    [InlineData("last", "5 1 3", "3")]
    [InlineData("argmax", "/c /b /a;7 9 9", "/a")]
    [InlineData("argmin", "/c /b /a;7 7 9", "/b")]
    [InlineData("collect", "3 1 3", "[1,3,3]")]
    [InlineData("collect_distinct", "3 1 3", "[1,3]")]
    public void An_aggregate_gives_its_value_or_none(string aggregate, string columns, string expected)
    {
        Value[][] split = [.. columns.Split(';').Select(static column => column.Split(' ').Select(BuiltinFunctionTests.Read).ToArray())];
        Value[][] members = [.. Enumerable.Range(0, split[0].Length).Select(i => split.Select(column => column[i]).ToArray())];
        EventTime[] times = [.. members.Select(static (_, i) => new EventTime(i))];

        bool has = BuiltinTable.FindAggregate(aggregate)!.TryAggregate(members, times, out Value result);

        Assert.Equal(expected == "no value" ? expected : BuiltinFunctionTests.Read(expected).ToString(), has ? result.ToString() : "no value");
    }

    [Fact]
    public void First_and_last_of_one_moment_go_by_value()
    {
        Value[][] members = [[Value.Number(5)], [Value.Number(9)], [Value.Number(7)]];
        EventTime[] times = [new(1), new(1), new(1)];

        BuiltinTable.FindAggregate("first")!.TryAggregate(members, times, out Value first);
        BuiltinTable.FindAggregate("last")!.TryAggregate(members, times, out Value last);

        Assert.Equal([Value.Number(5), Value.Number(9)], [first, last]);
    }

    [Fact]
    public void The_order_of_members_changes_no_bit_of_any_aggregate()
    {
        Random random = new(3);
        for (int round = 0; round < 200; round++)
        {
            Value[][] members = [.. Enumerable.Range(0, 1 + random.Next(12)).Select(_ => new[] { Sample(random), Sample(random) })];
            Value[][] shuffled = [.. members];
            random.Shuffle(shuffled);
            EventTime[] times = new EventTime[members.Length];
            foreach (AggregateFunction aggregate in BuiltinTable.AggregateNames.Select(static name => BuiltinTable.FindAggregate(name)!))
            {
                bool one = aggregate.TryAggregate(members, times, out Value first), other = aggregate.TryAggregate(shuffled, times, out Value second);
                Assert.True(one == other && first == second, $"{aggregate.Name}: {first} and {second}");
            }
        }
    }

    [Fact]
    public void Means_and_variances_of_integers_agree_with_exact_fractions()
    {
        Random random = new(4);
        for (int round = 0; round < 500; round++)
        {
            long[] numbers = [.. Enumerable.Range(0, 2 + random.Next(20)).Select(_ => (long)random.Next(-1000, 1000))];
            Value[][] members = [.. numbers.Select(static n => new[] { Value.Number(n) })];
            BigInteger sum = numbers.Aggregate(BigInteger.Zero, static (a, n) => a + n), squares = numbers.Aggregate(BigInteger.Zero, static (a, n) => a + ((BigInteger)n * n));
            BigInteger n = numbers.Length;

            BuiltinTable.FindAggregate("avg")!.TryAggregate(members, new EventTime[members.Length], out Value mean);
            BuiltinTable.FindAggregate("var")!.TryAggregate(members, new EventTime[members.Length], out Value variance);

            Assert.Equal((double)sum / (double)n, mean.AsFloat64);
            double exact = (double)((n * squares) - (sum * sum)) / (double)(n * (n - 1));
            Assert.Equal(exact, variance.AsFloat64, 1e-9 * Math.Max(1, exact));
        }
    }

    [Theory]
    [InlineData("avg", "/number", "/float64")]
    [InlineData("avg", "/dec8", "/dec8")]
    [InlineData("sum", "/dec8", "/dec8")]
    [InlineData("sum", "/name", null)]
    [InlineData("sum_if", "/dec8 /name", "/dec8")]
    [InlineData("median", "/number", "/float64")]
    [InlineData("stddev", "/dec8", "/float64")]
    [InlineData("corr", "/number /float64", "/float64")]
    [InlineData("argmax", "/name /dec8", "/name")]
    [InlineData("count", "", "/number")]
    [InlineData("collect", "/number", ".List</number>")]
    public void An_aggregate_knows_its_result_type(string aggregate, string arguments, string? expected)
    {
        BoundType[] types = [.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(BuiltinFunctionTests.TypeOf)];

        bool fits = BuiltinTable.FindAggregate(aggregate)!.TryType(types, out BoundType result, out _);

        Assert.Equal(expected, fits ? result.ToString() : null);
    }

    private static Value Sample(Random random) => random.Next(30) switch
    {
        0 => Value.Float64(double.MaxValue),
        < 10 => Value.Float64(Math.Pow(10, random.Next(-20, 20)) * (random.NextDouble() - 0.5)),
        _ => Value.Float64(random.Next(10) / 10.0),
    };
}

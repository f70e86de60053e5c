using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference.Tests;

public sealed class BuiltinPredicateTests
{
    [Theory]
    [InlineData(":lt", "1 2", "yes")]
    [InlineData(":lt", "2 1", "")]
    [InlineData(":lt", "1 2f", "")]
    [InlineData(":ge", "2 2", "yes")]
    [InlineData(":filter", "/true", "yes")]
    [InlineData(":filter", "/false", "")]
    [InlineData(":within_distance", "5 9 5", "yes")]
    [InlineData(":within_distance", "5 9 4", "")]
    [InlineData(":within_distance", "-9223372036854775808 9223372036854775807 1", "")]
    [InlineData(":match_nil", "[]", "yes")]
    [InlineData(":match_nil", "[1]", "")]
    [InlineData(":match_cons", "[1,2,3]", "1 [2, 3]")]
    [InlineData(":match_cons", "[]", "")]
    [InlineData(":list:member", "[4,4,5]", "4|4|5")]
    [InlineData(":list:member", "4", "")]
    [InlineData(":match_prefix", "/venue/okx /venue", "yes")]
    [InlineData(":match_prefix", "/venue /venue", "")]
    [InlineData(":string:starts_with", "'abc 'ab", "yes")]
    [InlineData(":string:ends_with", "'abc 'ab", "")]
    [InlineData(":string:contains", "'abc 'b", "yes")]
    [InlineData(":time:lt", "t1 t2", "yes")]
    [InlineData(":time:lt", "1 2", "")]
    [InlineData(":duration:ge", "d2 d2", "yes")]
    public void A_predicate_gives_a_row_of_outputs_per_solution(string predicate, string inputs, string expected)
    {
        List<Value[]> solutions = [];

        BuiltinTable.FindPredicate(predicate)!.Solve(inputs.Split(' ').Select(BuiltinFunctionTests.Read).ToArray(), solutions);

        Assert.Equal(expected, string.Join('|', solutions.Select(static s => s.Length == 0 ? "yes" : string.Join(' ', s))));
    }

    [Fact]
    public void Fields_and_entries_are_found_by_name_and_key()
    {
        Value structure = Value.Struct([new(Value.Name("/a"), Value.Number(1))]), map = Value.Map([new(Value.Number(7), Value.Number(8))]);
        List<Value[]> field = [], missing = [], entry = [], wrong = [];

        BuiltinTable.FindPredicate(":match_field")!.Solve([structure, Value.Name("/a")], field);
        BuiltinTable.FindPredicate(":match_field")!.Solve([structure, Value.Name("/b")], missing);
        BuiltinTable.FindPredicate(":match_entry")!.Solve([map, Value.Number(7)], entry);
        BuiltinTable.FindPredicate(":match_entry")!.Solve([structure, Value.Name("/a")], wrong);

        Assert.Equal(Value.Number(1), Assert.Single(field)[0]);
        Assert.Equal(Value.Number(8), Assert.Single(entry)[0]);
        Assert.Empty(missing);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Interval_relations_are_those_of_closed_intervals()
    {
        static Value Interval(long start, long end) => Value.Pair(Value.Time(start), Value.Time(end));
        string Relations(Value i, Value j) => string.Join(' ', BuiltinTable.PredicateNames.Where(static n => n.StartsWith(":interval:", StringComparison.Ordinal)).Where(name =>
        {
            List<Value[]> solutions = [];
            BuiltinTable.FindPredicate(name)!.Solve([i, j], solutions);
            return solutions.Count == 1;
        }).Select(static n => n[10..]));

        Assert.Equal("before", Relations(Interval(1, 2), Interval(3, 4)));
        Assert.Equal("meets overlaps", Relations(Interval(1, 2), Interval(2, 4)));
        Assert.Equal("during overlaps starts", Relations(Interval(1, 2), Interval(1, 4)));
        Assert.Equal("contains during equals finishes overlaps starts", Relations(Interval(1, 4), Interval(1, 4)));
        Assert.Equal("", Relations(Value.Number(1), Interval(1, 4)));
    }

    [Fact]
    public void No_predicate_throws_whatever_its_inputs()
    {
        Value[] samples = [.. "0 1f 0.5 /a 'x t0 d5 [] [1,2]".Split(' ').Select(BuiltinFunctionTests.Read), Value.Pair(Value.Number(1), Value.Number(2))];
        List<Value[]> solutions = [];
        foreach (BuiltinPredicate predicate in BuiltinTable.PredicateNames.Select(static name => BuiltinTable.FindPredicate(name)!))
        {
            int inputs = Enumerable.Range(0, predicate.Arity).Count(predicate.IsInput);
            foreach (Value a in samples)
            {
                foreach (Value b in samples)
                {
                    predicate.Solve(new[] { a, b, a }.AsSpan(0, inputs), solutions);
                }
            }
        }

        Assert.NotEmpty(solutions);
    }

    [Fact]
    public void Output_types_follow_from_inputs()
    {
        BoundType[] types = [BoundType.Any, BoundType.ListOf(BoundType.Dec8)];

        Assert.True(BuiltinTable.FindPredicate(":list:member")!.TryType(types, out _));
        Assert.Equal(BoundType.Dec8, types[0]);
        Assert.False(BuiltinTable.FindPredicate(":list:member")!.TryType(new[] { BoundType.Any, BoundType.Number }, out string expected));
        Assert.Equal("an item and a list", expected);
    }
}

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>Where numbers can lie: every value that can be computed lies there.</summary>
public sealed class IntervalTests
{
    /// <summary>Both ends and the middle of every pair of small ranges, divided as the engine divides.</summary>
    [Fact]
    public void A_quotient_lies_where_its_parts_say()
    {
        long[] ends = [-7, -2, -1, 1, 3, 8];
        foreach (long a in ends)
        {
            foreach (long b in ends.Where(b => b >= a))
            {
                foreach ((long c, long d) in new[] { (1L, 3L), (-5L, -2L), (2L, 2L), (-1L, 4L) })
                {
                    Interval quotient = Interval.Of(Linear.Of(new Atom("q", false, AtomKind.Quotient, Number("x", a, b), Number("y", c, d))));
                    Assert.Equal(c * d < 0, quotient.Low is null);
                    foreach (long x in new[] { a, (a + b) / 2, b })
                    {
                        foreach (long y in new[] { c, d }.Where(_ => quotient.Low is not null))
                        {
                            Assert.True(Dec8.TryDivide(new Dec8(x), new Dec8(y), out Dec8 exact));
                            Assert.True(quotient.Low!.Value.CompareTo(exact.Raw) <= 0 && quotient.High!.Value.CompareTo(exact.Raw) >= 0, $"{x} / {y}");
                        }
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(-3, 5, 5, 0)]
    [InlineData(-3, -2, 3, 2)]
    [InlineData(2, 4, 4, 2)]
    public void A_size_lies_between_those_of_its_ends(long low, long high, long most, long least)
    {
        Interval size = Interval.Of(Linear.Of(Atom.Abs(Number("x", low, high))));

        Assert.Equal(most, size.High);
        Assert.True(size.Low!.Value.CompareTo(least) <= 0);
    }

    [Fact]
    public void What_a_range_settles_needs_no_solver()
    {
        Linear price = Number("p", 10, 20);

        Assert.Equal(Smt.True, Comparing.Compare(Semantics.ComparisonOperator.Greater, price, Linear.Of(9)));
        Assert.Equal(Smt.True, Comparing.Compare(Semantics.ComparisonOperator.GreaterOrEqual, price, Linear.Of(10)));
        Assert.Equal(Smt.False, Comparing.Compare(Semantics.ComparisonOperator.Less, price, Linear.Of(10)));
        Assert.Equal(Smt.False, Comparing.Compare(Semantics.ComparisonOperator.Equal, price, Linear.Of(21)));
        Assert.Equal("(> p 10)", Comparing.Compare(Semantics.ComparisonOperator.Greater, price, Linear.Of(10)));
    }

    private static Linear Number(string name, long low, long high) => Linear.Of(new Atom(name, false) { Range = new Interval(low, high) });
}

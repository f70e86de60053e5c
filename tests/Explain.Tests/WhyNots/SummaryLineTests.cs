namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>Counting causes, and how a summary writes their distances.</summary>
public sealed class SummaryLineTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("1", "1")]
    [InlineData("0.196", "0.196")]
    [InlineData("0.7999970000000000000016", "0.8")]
    [InlineData("61.50354", "61.5")]
    [InlineData("999.9", "1000")]
    [InlineData("12345.6", "12346")]
    [InlineData("0.00000853", "0.00000853")]
    [InlineData("0.0000000000012345", "1.23E-12")]
    public void A_distance_has_three_digits_that_count(string amount, string shown) => Assert.Equal(shown, SummaryLines.Short(amount));

    [Theory]
    [InlineData("2", "1", "3", "10", "2")]
    [InlineData("2", "1", "9", "2", "1.5", "8")]
    [InlineData("7", "7")]
    public void The_median_is_a_distance_that_was_measured(string median, params string[] amounts)
    {
        CauseCounts counts = new();
        foreach (string amount in amounts)
        {
            counts.Add(new CountedCause("condition", "r", "X > 1", new MeasuredDistance("X must rise", "", amount)), isAlone: amount == "1");
        }

        BlockingCause cause = Assert.Single(counts.Ranked());
        double[] sorted = [.. amounts.Select(static a => double.Parse(a, System.Globalization.CultureInfo.InvariantCulture)).Order()];
        Assert.Equal((amounts.Length, amounts.Count(static a => a == "1"), amounts.Length), (cause.Count, cause.Alone, cause.Distance!.Measured));
        Assert.Equal(median, cause.Distance.Median);
        Assert.Equal(sorted[0], double.Parse(cause.Distance.Nearest, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_cause_is_measured_by_what_was_nearest_most_often()
    {
        CauseCounts counts = new();
        counts.Add(new CountedCause("vetoed", "v", "veto(_, /wide)", new MeasuredDistance("A must fall", "bps", "0.1")), isAlone: true);
        counts.Add(new CountedCause("vetoed", "v", "veto(_, /wide)", new MeasuredDistance("B must rise", "%", "5")), isAlone: true);
        counts.Add(new CountedCause("vetoed", "v", "veto(_, /wide)", new MeasuredDistance("B must rise", "%", "4")), isAlone: false);
        counts.Add(new CountedCause("vetoed", "v", "veto(_, /wide)", null), isAlone: false);

        BlockingCause cause = Assert.Single(counts.Ranked());

        Assert.Equal((4, 2, new DistanceSpread("B must rise", "%", 2, "4", "4")), (cause.Count, cause.Alone, cause.Distance));
    }
}

using System.Text.Json;

namespace CryptoScalp.Rules.Features.Tests;

public class MatrixProfileTests
{
    private const double Tolerance = 1e-8;

    private static readonly double[] Small = [584, -11, 23, 79, 1001, 0, -19];

    [Fact]
    public void A_profile_of_seven_numbers_is_the_published_one()
    {
        MatrixProfile profile = MatrixProfile.Compute(Small, 3);
        double[] published = [0.11633857113691416, 2.694073918063438, 3.0000926340485923, 2.694073918063438, 0.11633857113691416];
        Assert.All(published.Zip(profile.Distances), static p => Assert.Equal(p.First, p.Second, Tolerance));
        Assert.Equal([4, 3, 0, 1, 0], profile.Neighbours);
        Assert.Equal([-1, -1, 0, 1, 0], profile.LeftNeighbours);
        Assert.Equal([4, 3, 4, -1, -1], profile.RightNeighbours);
    }

    [Fact]
    public void Motifs_and_matches_are_the_published_ones()
    {
        ProfileMotif motif = Assert.Single(ProfileQueries.Motifs(Small, MatrixProfile.Compute(Small, 3), 1, 2));
        Assert.Equal([0, 4], motif.Matches.Select(static m => m.Start));
        Assert.Equal(0.11633857, motif.Matches[1].Distance, Tolerance);
        ProfileMatch match = ProfileQueries.Match(Small, [-11.1, 23.4, 79.5, 1001], 1)[0];
        Assert.Equal(1, match.Start);
        Assert.Equal(0.0011129739290, match.Distance, Tolerance);
    }

    [SharedTheory]
    [InlineData("binance_BTCUSDT_20210219-25", "ohlcv_1m/binance_BTCUSDT_20210219-25.csv", 50)]
    [InlineData("binance_BTCUSDT_20210219-25", "ohlcv_1m/binance_BTCUSDT_20210219-25.csv", 100)]
    [InlineData("coinbase_ETHUSD_20170903-04_trade", "ohlcv_1m/coinbase_ETHUSD_20170903-04_trade.csv", 50)]
    [InlineData("coinbase_ETHUSD_20170903-04_trade", "ohlcv_1m/coinbase_ETHUSD_20170903-04_trade.csv", 100)]
    public void A_profile_of_real_prices_equals_the_reference(string name, string file, int window)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(TestData.File("stumpy_ref/golden_matrix_profiles.json")));
        JsonElement golden = document.RootElement.GetProperty($"{name}|close[0:1000]|m={window}");
        double[] closes = Bars.Real(file, 1000).Column(static b => b.Close);
        MatrixProfile profile = MatrixProfile.Compute(closes, window);
        double[] expected = [.. golden.GetProperty("P").EnumerateArray().Select(static v => v.GetDouble())];
        Assert.Equal(expected.Length, profile.Count);
        Assert.All(expected.Zip(profile.Distances), static p => Assert.Equal(p.First, p.Second, Tolerance));
        Assert.Equal(Integers(golden, "I"), profile.Neighbours);
        Assert.Equal(Integers(golden, "left"), profile.LeftNeighbours);
        Assert.Equal(Integers(golden, "right"), profile.RightNeighbours);
        Assert.Equal(golden.GetProperty("p95").GetDouble(), ProfileQueries.Percentile(profile, 95), Tolerance);
        Assert.Equal(golden.GetProperty("p99").GetDouble(), ProfileQueries.Percentile(profile, 99), Tolerance);
        Assert.Equal(golden.GetProperty("n_above_p95").GetInt32(), ProfileQueries.Anomalies(profile, 95).Length);
        ProfileMatch discord = ProfileQueries.Discords(profile, 1)[0];
        Assert.Equal(golden.GetProperty("top_discord")[0].GetInt32(), discord.Start);
        Assert.Equal(golden.GetProperty("top_motif")[0].GetInt32(), ProfileQueries.Motifs(closes, profile, 1, 5)[0].Matches[0].Start);
    }

    [Theory]
    [InlineData(1, 8, 10.0)]
    [InlineData(2, 16, 60_000.0)]
    [InlineData(3, 5, 1e-9)]
    [InlineData(4, 12, 1e12)]
    public void A_profile_equals_the_definition_whatever_the_level_and_with_constant_stretches(int seed, int window, double level)
    {
        double[] series = Series(seed, 300, level);
        MatrixProfile profile = MatrixProfile.Compute(series, window);
        for (int i = 0; i < profile.Count; i++)
        {
            double nearest = Enumerable.Range(0, profile.Count).Where(j => Math.Abs(i - j) > MatrixProfile.ExclusionZone(window)).Min(j => Definition(series, i, j, window));
            Assert.Equal(nearest, profile.Distances[i], 1e-6);
        }
    }

    [Fact]
    public void Streaming_finds_the_left_neighbours_of_the_batch()
    {
        double[] series = Series(5, 900, 100);
        MatrixProfile batch = MatrixProfile.Compute(series, 20);
        LeftMatrixProfile streaming = new(20, history: 2_000);
        for (int i = 0; i < series.Length; i++)
        {
            streaming.Append(series[i]);
            int start = i - 19;
            if (start >= 0 && streaming.Neighbour != batch.LeftNeighbours[start])
            {
                Assert.Equal(Definition(series, start, batch.LeftNeighbours[start], 20), streaming.Distance, Tolerance);
            }
        }
    }

    [Fact]
    public void A_bounded_history_forgets_and_does_not_drift_or_allocate()
    {
        double[] series = Series(6, 60_000, 60_000);
        LeftMatrixProfile streaming = new(10, history: 50);
        foreach (double value in series.AsSpan(0, 1_000))
        {
            streaming.Append(value);
        }

        int fed = 1_000;
        Assert.Equal(0, Allocation.LeastOf(5, () =>
        {
            for (int end = fed + 11_800; fed < end; fed++)
            {
                streaming.Append(series[fed]);
            }
        }));
        int last = series.Length - 10;
        double nearest = Enumerable.Range(last - 50, 50 - 3).Min(j => Definition(series, last, j, 10));
        Assert.Equal(nearest, streaming.Distance, 1e-6);
        Assert.InRange(streaming.Neighbour, last - 50, last - 4);
    }

    [Fact]
    public void A_value_that_is_not_finite_leaves_its_windows_without_neighbours_and_the_rest_alone()
    {
        double[] series = Series(7, 200, 100);
        series[100] = double.NaN;
        MatrixProfile profile = MatrixProfile.Compute(series, 10);
        for (int i = 0; i < profile.Count; i++)
        {
            Assert.Equal(i is > 90 and <= 100, double.IsNaN(profile.Distances[i]));
        }
    }

    [Fact]
    public void A_change_of_regime_is_where_the_cut_is()
    {
        double[] prices = [.. Enumerable.Range(0, 600).Select(static i => i < 300 ? 100 + Math.Sin(i * 0.3) : 100 + (i * 0.001) + (((i * 7919) % 13) * 0.2))];
        var segments = RegimeSegmentation.Cut(prices, window: 40, percentile: 90);
        Assert.Equal(0, segments[0].Start);
        Assert.Equal(600, segments[^1].End);
        Assert.Contains(segments, static s => Math.Abs(s.Start - 300) <= 45);
        Assert.All(segments.SkipLast(1), static s => Assert.True(s.End - s.Start > 40));
        ArgumentException wrong = Assert.Throws<ArgumentException>(() => RegimeSegmentation.Cut([1, 2, 0, 4], 3));
        Assert.StartsWith("prices must be positive numbers, and one is 0", wrong.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<int> Integers(JsonElement golden, string field) => golden.GetProperty(field).EnumerateArray().Select(static v => v.GetInt32());

    private static double[] Series(int seed, int count, double level)
    {
        Random random = new(seed);
        double[] series = new double[count];
        double value = level;
        for (int i = 0; i < count; i++)
        {
            bool still = i % 100 is > 60 and < 90;
            value += still ? 0 : level * 0.001 * (random.NextDouble() - 0.5);
            series[i] = value;
        }

        return series;
    }

    private static double Definition(double[] series, int i, int j, int window)
    {
        double[]? a = Normalised(series.AsSpan(i, window));
        double[]? b = Normalised(series.AsSpan(j, window));
        return (a, b) switch
        {
            (null, null) => 0,
            (null, _) or (_, null) => Math.Sqrt(window),
            _ => Math.Sqrt(a.Zip(b, static (x, y) => (x - y) * (x - y)).Sum()),
        };
    }

    private static double[]? Normalised(ReadOnlySpan<double> values)
    {
        double[] all = values.ToArray();
        double mean = all.Average();
        double deviation = Math.Sqrt(all.Average(v => (v - mean) * (v - mean)));
        return all.Distinct().Count() == 1 ? null : Array.ConvertAll(all, v => (v - mean) / deviation);
    }
}

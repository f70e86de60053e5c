namespace CryptoScalp.Rules.Features.Tests;

/// <summary>The indicators beyond TA-Lib's against their definitions, recomputed from the raw closes of the window.</summary>
public class MarketIndicatorTests
{
    private const double Tolerance = 1e-9;

    private static readonly IndicatorBar[] Walk = Bars.Random(3_000, seed: 41);

    public static TheoryData<string> Names => [.. MarketTable.All.Select(static d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_begin_after_the_lookback_streaming_equals_batch_and_bad_bars_leave_no_trace(string name)
    {
        IndicatorDefinition definition = IndicatorTable.Find(name)!;
        double[][] outputs = Bars.Run(definition, Walk);
        Assert.Equal(definition.Lookback(), Array.FindIndex(outputs[0], double.IsFinite));
        Indicator disturbed = definition.Create();
        foreach (IndicatorBar bar in Walk)
        {
            disturbed.Update(bar with { Close = double.NaN });
            disturbed.Update(bar);
        }

        Assert.Equal(outputs.Select(static o => o[^1]), disturbed.Outputs.ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Standing_prices_gaps_and_extremes_let_no_infinity_out_and_an_update_allocates_nothing(string name)
    {
        IndicatorBar flat = new(100, 100, 100, 100, 0, 100);
        IndicatorBar[] bars =
        [
            .. Bars.Random(400, seed: 42), .. Enumerable.Repeat(flat, 600), .. Enumerable.Repeat(IndicatorBar.OfValue(1e-12, 1e-12), 300),
            .. Enumerable.Repeat(IndicatorBar.OfValue(1e12, 1e12), 300), IndicatorBar.OfValue(0), IndicatorBar.OfValue(-5), .. Bars.Random(400, seed: 43),
        ];
        Assert.All(Bars.Run(IndicatorTable.Find(name)!, bars), static column => Assert.DoesNotContain(column, double.IsInfinity));
        Indicator indicator = IndicatorTable.Find(name)!.Create();
        Assert.Equal(0, Allocation.LeastOf(5, () =>
        {
            foreach (IndicatorBar bar in bars)
            {
                indicator.Update(bar);
            }
        }));
    }

    [Fact]
    public void Realised_volatility_is_the_scaled_root_of_the_sum_of_squares()
    {
        double[] actual = Bars.Run(IndicatorTable.Find("REALISED_VOL")!, Walk, new("timeperiod", 30), new("horizon", 1440))[0];
        Each(30, i => Math.Sqrt(Returns(i, 30).Sum(static r => r * r) * 1440 / 30), actual);
    }

    [Fact]
    public void Entropy_is_that_of_the_orders_of_three_closes()
    {
        double[] actual = Bars.Run(IndicatorTable.Find("ENTROPY")!, Walk, new KeyValuePair<string, double>("timeperiod", 50))[0];
        Each(51, i =>
        {
            double[] shares = [.. Enumerable.Range(i - 49, 50).GroupBy(Order).Select(static g => g.Count() / 50.0)];
            return -shares.Sum(static s => s * Math.Log(s)) / Math.Log(6);
        }, actual);
    }

    [Fact]
    public void The_jump_share_is_what_bipower_variation_leaves()
    {
        double[] actual = Bars.Run(IndicatorTable.Find("JUMP")!, Walk, new KeyValuePair<string, double>("timeperiod", 40))[0];
        Each(41, i =>
        {
            double[] r = [.. Returns(i, 40).Select(Math.Abs)];
            double realised = r.Sum(static v => v * v);
            return Math.Max(0, (realised - (Math.PI / 2 * 40 / 39 * r.Skip(1).Zip(r, static (a, b) => a * b).Sum())) / realised);
        }, actual);
    }

    [Fact]
    public void One_large_move_is_found_to_be_a_jump()
    {
        Random random = new(48);
        double price = 100;
        IndicatorBar[] bars = [.. Enumerable.Range(0, 100).Select(i => IndicatorBar.OfValue(price *= Math.Exp((0.001 * (random.NextDouble() - 0.5)) + (i == 80 ? 0.05 : 0))))];
        Indicator jump = IndicatorTable.Find("JUMP")!.Create();
        double before = double.NaN;
        for (int i = 0; i < 82; i++)
        {
            before = i == 79 ? jump.Outputs[1] : before;
            jump.Update(bars[i]);
        }

        Assert.InRange(before, -10, 2.9);
        Assert.True(jump.Outputs[0] > 0.9 && jump.Outputs[1] > 3, $"{jump.Outputs[0]} {jump.Outputs[1]}");
    }

    [Fact]
    public void Hurst_tells_trends_from_reversals_and_a_walk_lies_between()
    {
        Random random = new(44);
        double walk = 100;
        Assert.InRange(Hurst(i => walk *= 1 + ((random.NextDouble() - 0.5) * 0.002)), 0.3, 0.7);
        Assert.True(Hurst(static i => 100 + i + (0.001 * (i % 3))) > 0.9 || double.IsNaN(Hurst(static i => 100 * Math.Exp(0.001 * i))));
        Assert.InRange(Hurst(i => 100 + random.NextDouble()), -0.2, 0.2);
    }

    [Fact]
    public void Cusum_alarms_soon_after_a_shift_and_not_before()
    {
        Random random = new(45);
        Indicator cusum = IndicatorTable.Find("CUSUM")!.Create(new KeyValuePair<string, double>("threshold", 8));
        double price = 100;
        int alarm = -1;
        for (int i = 0; i < 400 && alarm < 0; i++)
        {
            price *= Math.Exp((0.001 * (random.NextDouble() - 0.5)) + (i >= 300 ? 0.0008 : 0));
            cusum.Update(IndicatorBar.OfValue(price));
            alarm = cusum.Outputs[2] is > 0 or < 0 ? i : -1;
        }

        Assert.InRange(alarm, 300, 340);
        Assert.Equal(1, cusum.Outputs[2]);
    }

    [Theory]
    [InlineData(MarketRegime.Normal)]
    [InlineData(MarketRegime.Trending)]
    [InlineData(MarketRegime.LowVolatility)]
    [InlineData(MarketRegime.Volatile)]
    [InlineData(MarketRegime.FlashCrash)]
    public void Each_regime_is_named_in_a_market_made_for_it(MarketRegime regime)
    {
        Random random = new(46);
        Indicator indicator = IndicatorTable.Find("REGIME")!.Create();
        double price = 100;
        for (int i = 0; i < 500; i++)
        {
            price *= Math.Exp(0.001 * (random.NextDouble() - 0.5));
            indicator.Update(IndicatorBar.OfValue(price));
        }

        for (int i = 0; i < 60; i++)
        {
            price *= Math.Exp(Step(regime, i, random.NextDouble() - 0.5));
            indicator.Update(IndicatorBar.OfValue(price));
        }

        Assert.Equal((double)regime, indicator.Value);
    }

    [Fact]
    public void Weighted_correlation_of_a_series_with_itself_is_one_and_beta_scales()
    {
        Indicator pair = IndicatorTable.Find("EWMA_COV")!.Create();
        foreach (IndicatorBar bar in Walk)
        {
            pair.Update(bar with { Second = bar.Close * bar.Close });
        }

        Assert.Equal(1, pair.Outputs[1], Tolerance);
        Assert.Equal(2, pair.Outputs[2], Tolerance);
    }

    [Fact]
    public void Nothing_drifts_over_a_million_bars()
    {
        IndicatorBar[] bars = Bars.Random(1_000_000, seed: 47);
        foreach (string name in (string[])["REALISED_VOL", "JUMP", "ENTROPY", "HURST", "REGIME", "SMA", "STDDEV", "CORREL", "HT_TRENDLINE"])
        {
            double running = Bars.Run(IndicatorTable.Find(name)!, bars)[^1][^1];
            double fresh = Bars.Run(IndicatorTable.Find(name)!, bars[^3_000..])[^1][^1];
            Assert.True(Math.Abs(running - fresh) <= 1e-9 * Math.Max(1, Math.Abs(fresh)), $"{name}: {running:R} against {fresh:R}");
        }
    }

    private static double Step(MarketRegime regime, int bar, double noise) => regime switch
    {
        MarketRegime.Normal => 0.001 * noise,
        MarketRegime.Trending => 0.0002 + (0.00025 * noise),
        MarketRegime.LowVolatility => 0.0002 * noise,
        MarketRegime.Volatile => 0.004 * noise,
        MarketRegime.FlashCrash => bar == 58 ? -0.03 : 0.001 * noise,
        _ => throw new ArgumentOutOfRangeException(nameof(regime)),
    };

    private static double Hurst(Func<int, double> price)
    {
        Indicator hurst = IndicatorTable.Find("HURST")!.Create(new KeyValuePair<string, double>("timeperiod", 1024));
        for (int i = 0; i < 1100; i++)
        {
            hurst.Update(IndicatorBar.OfValue(price(i)));
        }

        return hurst.Value;
    }

    private static int Order(int i)
    {
        (double a, double b, double c) = (Walk[i - 2].Close, Walk[i - 1].Close, Walk[i].Close);
        return (a <= b ? 4 : 0) + (b <= c ? 2 : 0) + (a <= c ? 1 : 0);
    }

    private static double[] Returns(int last, int count) =>
        [.. Enumerable.Range(last - count + 1, count).Select(static i => Math.Log(Walk[i].Close / Walk[i - 1].Close))];

    private static void Each(int from, Func<int, double> expected, double[] actual)
    {
        for (int i = from; i < actual.Length; i += 7)
        {
            double wanted = expected(i);
            Assert.True(Math.Abs(wanted - actual[i]) <= Tolerance * Math.Max(1, Math.Abs(wanted)), $"bar {i}: {actual[i]} instead of {wanted}");
        }
    }
}

using System.Globalization;

namespace CryptoScalp.Rules.Features.Tests;

public class IndicatorTableTests
{
    private const int TaLibFunctions = 161;

    public static TheoryData<string> Names => [.. IndicatorTable.All.Select(static d => d.Name)];

    [Fact]
    public void All_functions_of_TA_Lib_are_there_and_in_order()
    {
        Assert.Equal(TaLibFunctions, IndicatorTable.All.Length);
        Assert.Equal(IndicatorTable.All.Select(static d => d.Name).Distinct().Order(StringComparer.Ordinal), IndicatorTable.All.Select(static d => d.Name));
        Assert.Equal(61, IndicatorTable.All.Count(static d => d.Group == IndicatorGroup.Pattern));
    }

    [Fact]
    public void A_name_is_found_in_any_case_and_an_unknown_one_is_not()
    {
        Assert.Equal("RSI", IndicatorTable.Find("rsi")?.Name);
        Assert.Null(IndicatorTable.Find("RSJ"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_begin_after_the_lookback_and_are_finite_from_there_on(string name)
    {
        IndicatorDefinition definition = IndicatorTable.Find(name)!;
        IndicatorBar[] bars = Bars.For(name, Bars.Random(400, seed: 1));
        foreach (double[] column in Bars.Run(definition, bars))
        {
            Assert.All(column.Take(definition.Lookback()), static v => Assert.True(double.IsNaN(v)));
            Assert.All(column.Skip(definition.Lookback()), static v => Assert.True(double.IsFinite(v)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Streaming_equals_batch_over_ten_thousand_bars(string name) => CompareBatch(name, Bars.Random(10_000, seed: 2));

    [SharedTheory]
    [MemberData(nameof(Names))]
    public void Streaming_equals_batch_over_ten_thousand_real_bars(string name) => CompareBatch(name, Bars.Real("ohlcv_1s/coinbase_BTCUSD_20161007-09_trade.csv", 10_000));

    private static void CompareBatch(string name, IndicatorBar[] source)
    {
        IndicatorDefinition definition = IndicatorTable.Find(name)!;
        IndicatorBar[] bars = Bars.For(name, source);
        double[] batch = new double[bars.Length * definition.Outputs.Length];
        definition.Compute(
            new IndicatorSeries
            {
                Open = bars.Column(static b => b.Open),
                High = bars.Column(static b => b.High),
                Low = bars.Column(static b => b.Low),
                Close = bars.Column(static b => b.Close),
                Volume = bars.Column(static b => b.Volume),
                Second = bars.Column(static b => b.Second),
            },
            batch);
        double[] streamed = [.. Bars.Run(definition, bars).SelectMany(static column => column)];
        for (int i = 0; i < batch.Length; i++)
        {
            bool same = double.IsNaN(batch[i]) ? double.IsNaN(streamed[i]) : Math.Abs(batch[i] - streamed[i]) <= 1e-12 * Math.Max(1, Math.Abs(streamed[i]));
            Assert.True(same, string.Create(CultureInfo.InvariantCulture, $"{name}: row {i} is {batch[i]:R} in batch and {streamed[i]:R} streaming"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_parameter_is_checked_and_its_bounds_work(string name)
    {
        IndicatorDefinition definition = IndicatorTable.Find(name)!;
        foreach (IndicatorParameter parameter in definition.Parameters)
        {
            Assert.InRange(parameter.Default, parameter.Minimum, parameter.Maximum);
            Assert.Throws<ArgumentException>(() => definition.Create(new KeyValuePair<string, double>(parameter.Name, Below(parameter))));
            Assert.Throws<ArgumentException>(() => definition.Create(new KeyValuePair<string, double>(parameter.Name, double.NaN)));
            KeyValuePair<string, double> smallest = new(parameter.Name, parameter.Minimum);
            IndicatorBar[] bars = Bars.For(name, Bars.Random(400, seed: 3));
            int first = Array.FindIndex(Bars.Run(definition, bars, smallest)[0], double.IsFinite);
            Assert.Equal(definition.Lookback(smallest), first);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bar_that_is_not_finite_leaves_no_trace(string name)
    {
        IndicatorDefinition definition = IndicatorTable.Find(name)!;
        IndicatorBar[] bars = Bars.For(name, Bars.Random(200, seed: 4));
        Indicator disturbed = definition.Create();
        Indicator calm = definition.Create();
        for (int i = 0; i < bars.Length; i++)
        {
            disturbed.Update(bars[i] with { High = double.NaN });
            Assert.All(disturbed.Outputs.ToArray(), static v => Assert.True(double.IsNaN(v)));
            disturbed.Update(bars[i]);
            calm.Update(bars[i]);
            Assert.Equal(calm.Outputs.ToArray(), disturbed.Outputs.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Constant_prices_zero_volume_and_extremes_give_finite_numbers_or_none(string name)
    {
        IndicatorDefinition definition = IndicatorTable.Find(name)!;
        IndicatorBar flat = new(100, 100, 100, 100, 0, 100);
        IndicatorBar tiny = new(1e-12, 2e-12, 1e-12, 2e-12, 1e-12, 1e-12);
        IndicatorBar huge = new(1e12, 2e12, 1e12, 2e12, 1e12, 1e12);
        IndicatorBar[] bars = [.. Enumerable.Repeat(flat, 150), .. Enumerable.Repeat(tiny, 150), .. Enumerable.Repeat(huge, 150), .. Enumerable.Repeat(flat, 150)];
        Assert.All(Bars.Run(definition, bars), static column => Assert.DoesNotContain(column, double.IsInfinity));
    }

    [Fact]
    public void An_update_allocates_nothing()
    {
        IndicatorBar[] bars = Bars.Random(500, seed: 5);
        Indicator[] indicators = [.. IndicatorTable.All.Select(static d => d.Create())];
        Assert.Equal(0, Allocation.LeastOf(5, () => Feed(indicators, bars)));
    }

    [Fact]
    public void Errors_say_what_was_wrong_and_what_is_valid()
    {
        IndicatorDefinition rsi = IndicatorTable.Find("RSI")!;
        ArgumentException range = Assert.Throws<ArgumentException>(() => rsi.Create(new KeyValuePair<string, double>("timeperiod", 1.5)));
        Assert.Equal("timeperiod of RSI is 1.5; it must be a whole number from 2 to 100000", range.Message);
        ArgumentException unknown = Assert.Throws<ArgumentException>(() => rsi.Create(new KeyValuePair<string, double>("period", 14)));
        Assert.Equal("RSI has no parameter 'period'; it has timeperiod", unknown.Message);
        ArgumentException column = Assert.Throws<ArgumentException>(
            () => IndicatorTable.Find("OBV")!.Compute(new IndicatorSeries { Close = new double[3] }, new double[3]));
        Assert.Equal("OBV reads Close, Volume; the series has 3 bars, but column Volume has 0", column.Message);
    }

    [Fact]
    public void Nothing_drifts_from_a_recomputation_after_two_hundred_thousand_bars_and_a_spike()
    {
        IndicatorBar[] bars = Bars.Random(200_000, seed: 6);
        IndicatorBar spike = new(1e12, 1e12, 1e12, 1e12, 1, 1e12);
        bars[190_000] = spike;
        IndicatorBar[] tail = bars[199_000..];
        foreach (string name in (string[])["SMA", "WMA", "SUM", "STDDEV", "VAR", "CORREL", "BETA", "LINEARREG", "LINEARREG_SLOPE", "TRIMA", "CCI", "AVGDEV", "ULTOSC", "MFI", "BBANDS", "ACCBANDS"])
        {
            double running = Bars.Run(IndicatorTable.Find(name)!, bars)[0][^1];
            double fresh = Bars.Run(IndicatorTable.Find(name)!, tail)[0][^1];
            Assert.True(
                Math.Abs(running - fresh) <= 1e-12 * Math.Max(1, Math.Abs(fresh)), string.Create(CultureInfo.InvariantCulture, $"{name}: {running:R} against {fresh:R}"));
        }
    }

    private static void Feed(Indicator[] indicators, IndicatorBar[] bars)
    {
        foreach (IndicatorBar bar in bars)
        {
            foreach (Indicator indicator in indicators)
            {
                indicator.Update(bar);
            }
        }
    }

    private static double Below(IndicatorParameter parameter) => parameter.Minimum - Math.Max(1, Math.Abs(parameter.Minimum));
}

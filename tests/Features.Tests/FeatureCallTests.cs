namespace CryptoScalp.Rules.Features.Tests;

public class FeatureCallTests
{
    [Theory]
    [InlineData("rsi(14)", 60_000, null, null)]
    [InlineData("rsi", 60_000, null, null)]
    [InlineData("bbands(20, /upperband, 5m)", 300_000, "upperband", null)]
    [InlineData("zscore(ratio(ema(12), ema(26)), 100, 1s, /binance)", 1_000, null, "/binance")]
    [InlineData("max(20)", 60_000, null, null)]
    [InlineData("max(atr(14), 20)", 60_000, null, null)]
    [InlineData("mid", 60_000, null, null)]
    public void A_call_says_what_bars_output_and_venue_it_means(string text, long milliseconds, string? output, string? venue)
    {
        Assert.True(FeatureCall.TryParse(text, out FeatureCall? call, out string problem), problem);
        Assert.Equal((milliseconds * 1_000_000, output, venue), (call.BarLengthNs, call.Output, call.Venue));
        Assert.Equal(text == "mid", call.IsOfTicks);
    }

    [Theory]
    [InlineData("rsj(14)", "there is no feature 'rsj'; did you mean 'rsi'?")]
    [InlineData("rsi(1)", "timeperiod of RSI is 1; it must be a whole number from 2 to 100000")]
    [InlineData("rsi(14, 3)", "RSI has 1 parameters, not 2")]
    [InlineData("rsi(14", "a closing parenthesis is missing")]
    [InlineData("rsi(14))", "')' follows its end")]
    [InlineData("rsi(14, 9w)", "'9w' is no length of bars from 1ms to 7d")]
    [InlineData("rsi(14, 1m, 5m)", "it has two lengths of bars")]
    [InlineData("rsi(ema(3))", "RSI is computed from bars, not from other calls")]
    [InlineData("beta(5)", "BETA needs a second series: beta(\"ETHUSDT\") for another symbol, beta(\"@kraken\") for the same at another venue")]
    [InlineData("rsi(14, \"ETHUSDT\")", "RSI reads one series only")]
    [InlineData("mavp(\"ETHUSDT\")", "the second series of MAVP holds periods, which no market trades")]
    [InlineData("correl(30, \"ETHUSDT@\")", "a second series is written \"ETHUSDT\", \"ETHUSDT@kraken\" or \"@kraken\"")]
    [InlineData("correl(30, \"ETHUSDT)", "a second series is written \"ETHUSDT\", \"ETHUSDT@kraken\" or \"@kraken\"")]
    [InlineData("correl(30, \"A\", \"B\")", "a second series is written \"ETHUSDT\", \"ETHUSDT@kraken\" or \"@kraken\"")]
    [InlineData("correl(30, \"AA\", \"BB\")", "it has two second series")]
    [InlineData("zscore(basis(\"@kraken\"), \"ETHUSDT\")", "zscore reads the calls it is applied to; a second series stands in one of them")]
    [InlineData("mid(\"ETHUSDT\")", "mid is a feature of ticks and takes no parameters but a venue")]
    [InlineData("zscore(14)", "zscore is applied to one call, as in zscore(rsi(14), 100)")]
    [InlineData("lag(rsi(14), 0)", "the window of lag is 0; it must be a whole number from 1 to 100000")]
    [InlineData("zscore(rsi(14, 5m), 100)", "a venue or a length of bars stands in the outermost call")]
    [InlineData("mid(3)", "mid is a feature of ticks and takes no parameters but a venue")]
    [InlineData("bbands(20, /upper, /binance)", "/binance is no output of BBANDS (upperband, middleband, lowerband)")]
    [InlineData("", "a name such as rsi(14) is missing")]
    public void What_is_wrong_is_said_in_words(string text, string expected)
    {
        Assert.False(FeatureCall.TryParse(text, out _, out string problem));
        Assert.Equal(expected, problem);
    }

    [Theory]
    [InlineData("correl(30, \"ETHUSDT\")", "ETHUSDT", null)]
    [InlineData("basis(\"@kraken\", 1s)", null, "/kraken")]
    [InlineData("lead_lag(120, 5, \"ETHUSDT@kraken\", /correlation, /binance)", "ETHUSDT", "/kraken")]
    public void A_second_series_is_another_symbol_or_another_venue(string text, string? symbol, string? venue)
    {
        Assert.True(FeatureCall.TryParse(text, out FeatureCall? call, out string problem), problem);
        Assert.Equal(new OtherSeries(symbol, venue), call.Other);
        Assert.True(call.ReadsOther);
    }

    [Fact]
    public void Second_series_are_read_once_each_and_a_bar_without_their_price_is_no_step()
    {
        BarFeatureSet set = Set("sub(\"ETHUSDT\")", "basis(\"@kraken\")", "delta(sub(\"ETHUSDT\"), 1)", "sma(2)");
        Assert.Equal(["ETHUSDT", "@kraken"], set.Others.Select(static o => o.ToString()));
        set.Update(IndicatorBar.OfValue(101), [0], [40, 100]);
        set.Update(IndicatorBar.OfValue(101), [0], [double.NaN, 100]);
        Assert.True(double.IsNaN(set[0]));
        set.Update(IndicatorBar.OfValue(102), [0], [40, double.NaN]);
        Assert.Equal([62, double.NaN, 1, 101.5], Enumerable.Range(0, 4).Select(i => set[i]));
        Assert.Equal("2 second series are read, and 0 prices given (Parameter 'others')", Assert.Throws<ArgumentException>(() => set.Update(IndicatorBar.OfValue(1), [0])).Message);
    }

    [Fact]
    public void Values_are_those_of_the_parts_and_equal_parts_are_computed_once()
    {
        BarFeatureSet set = Set("rsi(14)", "zscore(rsi(14), 20)", "lag(rsi(14), 3)", "ratio(ema(12), ema(26))", "diff(rsi(14), ema(12))", "RSI(14)");
        Assert.Equal(7, set.Parts);
        IndicatorBar[] bars = Bars.Random(200, seed: 31);
        double[] rsi = Bars.Run(IndicatorTable.Find("RSI")!, bars)[0];
        double[] fast = Bars.Run(IndicatorTable.Find("EMA")!, bars, new KeyValuePair<string, double>("timeperiod", 12))[0];
        double[] slow = Bars.Run(IndicatorTable.Find("EMA")!, bars, new KeyValuePair<string, double>("timeperiod", 26))[0];
        for (int i = 0; i < bars.Length; i++)
        {
            set.Update(bars[i], []);
            double[] window = i < 19 ? [double.NaN] : rsi[(i - 19)..(i + 1)];
            double mean = window.Average();
            double deviation = Math.Sqrt(window.Average(v => (v - mean) * (v - mean)));
            Same(rsi[i], set[0]);
            Same((rsi[i] - mean) / deviation, set[1]);
            Same(i < 3 ? double.NaN : rsi[i - 3], set[2]);
            Same(fast[i] / slow[i], set[3]);
            Same(rsi[i] - fast[i], set[4]);
        }
    }

    [Fact]
    public void An_update_allocates_nothing_and_lets_no_infinity_out()
    {
        string[] texts = [.. CombinatorTable.All.Select(static c => c.Example), "ratio(mom(1), mom(1))", .. MarketTable.All.Where(static d => !d.Inputs.HasFlag(IndicatorInputs.Second)).Select(static d => d.Name)];
        BarFeatureSet set = Set(texts);
        IndicatorBar flat = new(100, 100, 100, 100, 0);
        IndicatorBar[] bars = [.. Bars.Random(600, seed: 32), .. Enumerable.Repeat(flat, 400), .. Bars.Random(300, seed: 33, tick: 1e10), .. Bars.Random(300, seed: 34, tick: 1e-14)];
        double[] ticks = [1.5];
        Assert.Equal(0, Allocation.LeastOf(5, () =>
        {
            foreach (IndicatorBar bar in bars)
            {
                set.Update(bar, ticks);
            }
        }));
        foreach (IndicatorBar bar in bars)
        {
            set.Update(bar, ticks);
            Assert.DoesNotContain(Enumerable.Range(0, texts.Length), i => double.IsInfinity(set[i]));
        }
    }

    private static BarFeatureSet Set(params string[] calls) =>
        new([.. calls.Select(static c => FeatureCall.TryParse(c, out FeatureCall? call, out string problem) ? call : throw new ArgumentException($"{c}: {problem}"))], FeatureSchema.Default.Select("spread_bps"));

    private static void Same(double expected, double actual) =>
        Assert.True(double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"{expected} against {actual}");
}

namespace CryptoScalp.Rules.Features.Tests;

/// <summary>One drawn example of each kind of pattern, after quiet candles that set the averages, and its mirror where there is one.</summary>
public class CandlePatternTests
{
    // Ten candles with bodies of 2 and ranges of 4 around 100.
    private static readonly IndicatorBar[] Quiet = [.. Enumerable.Range(0, 14).Select(static i => i % 2 == 0 ? Candle(99, 102, 98, 101) : Candle(101, 102, 98, 99))];

    [Fact]
    public void A_doji_has_hardly_a_body() => Assert.Equal(100, After("CDLDOJI", Candle(100, 102, 98, 100.1)));

    [Fact]
    public void A_marubozu_is_long_and_bare()
    {
        Assert.Equal(100, After("CDLMARUBOZU", Candle(100, 106, 100, 106)));
        Assert.Equal(-100, After("CDLMARUBOZU", Candle(106, 106, 100, 100)));
        Assert.Equal(0, After("CDLMARUBOZU", Candle(100, 107, 100, 106)));
    }

    [Fact]
    public void A_hammer_hangs_on_a_long_lower_shadow_near_the_low_before() =>
        Assert.Equal(100, After("CDLHAMMER", Candle(98, 98.6, 92, 98.5)));

    [Fact]
    public void An_engulfing_body_surrounds_the_one_before()
    {
        Assert.Equal(100, After("CDLENGULFING", Candle(101, 102, 98, 99), Candle(98, 103, 98, 102)));
        Assert.Equal(-100, After("CDLENGULFING", Candle(99, 102, 98, 101), Candle(102, 103, 97, 98)));
    }

    [Fact]
    public void A_harami_hides_in_a_long_body()
    {
        Assert.Equal(100, After("CDLHARAMI", Candle(108, 108, 98, 99), Candle(101, 103, 100, 102)));
        Assert.Equal(-100, After("CDLHARAMI", Candle(99, 108, 98, 108), Candle(102, 103, 100, 101)));
    }

    [Fact]
    public void A_morning_star_needs_the_third_close_deep_in_the_first_body()
    {
        IndicatorBar[] star = [Candle(110, 110, 100, 101), Candle(99, 100, 98, 99.5), Candle(100, 108, 100, 107)];
        Assert.Equal(100, After("CDLMORNINGSTAR", star));
        Assert.Equal(0, After("CDLMORNINGSTAR", [.. star[..2], Candle(100, 108, 100, 103)]));
    }

    [Fact]
    public void Three_black_crows_follow_a_white_candle() =>
        Assert.Equal(-100, After("CDL3BLACKCROWS", Candle(100, 112, 100, 111), Candle(110, 111, 105, 105), Candle(108, 108, 102, 102), Candle(104, 104, 98, 98)));

    [Fact]
    public void A_mat_hold_pulls_back_little_and_makes_a_new_high() =>
        Assert.Equal(100, After(
            "CDLMATHOLD", Candle(100, 110, 100, 110), Candle(112, 112.5, 111, 111), Candle(110, 110.5, 108, 109), Candle(109, 109.5, 107, 108), Candle(108.5, 116, 108, 115)));

    [Fact]
    public void A_false_break_out_of_an_inside_bar_is_a_hikkake_and_a_close_confirms_it()
    {
        IndicatorBar[] trap = [Candle(100, 110, 90, 101), Candle(100, 105, 95, 101), Candle(100, 104, 94, 96)];
        Assert.Equal(100, After("CDLHIKKAKE", trap));
        Assert.Equal(0, After("CDLHIKKAKE", [.. trap, Candle(100, 105, 96, 103)]));
        Assert.Equal(200, After("CDLHIKKAKE", [.. trap, Candle(100, 107, 96, 106)]));
    }

    [Fact]
    public void Every_pattern_gives_only_its_signs()
    {
        IndicatorBar[] bars = Bars.Random(5_000, seed: 21);
        foreach (IndicatorDefinition pattern in IndicatorTable.All.Where(static d => d.Group == IndicatorGroup.Pattern))
        {
            double[] signs = pattern.Name.StartsWith("CDLHIKKAKE", StringComparison.Ordinal) ? [-200, -100, 0, 100, 200] : [-100, 0, 100];
            Assert.All(Bars.Run(pattern, bars)[0].Skip(pattern.Lookback()), v => Assert.Contains(v, signs));
        }
    }

    private static IndicatorBar Candle(double open, double high, double low, double close) => new(open, high, low, close, 1);

    private static double After(string pattern, params IndicatorBar[] candles) =>
        Bars.Run(IndicatorTable.Find(pattern)!, [.. Quiet, .. candles])[0][^1];
}

namespace CryptoScalp.Rules.Features.Tests;

/// <summary>What a call says of its window is what its computation needs.</summary>
public sealed class CallWindowTests
{
    private const int MostBars = 1_000;

    public static TheoryData<string> Calls => [.. CombinatorTable.All.Select(static c => c.Example), "rsi(14)", "ema(20)", "macd(12, 26, 9)", "bbands(20)", "atr(14)", "roc(1)", "sma(5, 5s)", "lag(delta(sma(3), 2), 4)", "diff(rsi(14), lag(rsi(7), 20))"];

    [Theory]
    [MemberData(nameof(Calls))]
    public void The_first_value_comes_with_the_bar_that_fills_the_window(string text)
    {
        Assert.True(FeatureCall.TryParse(text, out FeatureCall? call, out string problem), problem);
        BarFeatureSet features = new([call], FeatureSchema.Default);
        double[] ticks = new double[FeatureSchema.Default.Count];
        Random random = new(1);
        int bars = 0;
        while (bars < MostBars && double.IsNaN(features[0]))
        {
            bars++;
            double close = 100 + random.NextDouble();
            Array.Fill(ticks, random.NextDouble());
            features.Update(new IndicatorBar(close, close + 1, close - 1, close + 0.1, 1 + random.NextDouble()), ticks);
        }

        bool isGroup = text.Contains("_by(", StringComparison.Ordinal); // these give a value once some bars of the window are like the newest
        Assert.True(isGroup ? bars <= call.Bars : bars == call.Bars, $"{text} has its first value after {bars} bars and says {call.Bars}");
    }

    [Theory]
    [InlineData("rsi(14)", true)]
    [InlineData("zscore(ema(12), 50)", true)]
    [InlineData("sma(14)", false)]
    [InlineData("mean(spread_bps, 20)", false)]
    public void Averages_that_never_forget_say_so(string text, bool fades)
    {
        Assert.True(FeatureCall.TryParse(text, out FeatureCall? call, out _));

        Assert.Equal(fades, call.Fades);
    }
}

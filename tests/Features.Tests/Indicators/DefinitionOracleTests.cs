using System.Globalization;

namespace CryptoScalp.Rules.Features.Tests;

/// <summary>Indicators of a window against their definitions, computed from scratch at every bar with nothing carried over.</summary>
public class DefinitionOracleTests
{
    private const double Tolerance = 1e-10;

    /// <summary>The value at a bar from all bars up to it, the newest last.</summary>
    private static readonly SortedDictionary<string, Func<IndicatorBar[], double>> Definitions = new(StringComparer.Ordinal)
    {
        ["SMA"] = static b => Closes(b, 30).Average(),
        ["SUM"] = static b => Closes(b, 30).Sum(),
        ["MAX"] = static b => Closes(b, 30).Max(),
        ["MIN"] = static b => Closes(b, 30).Min(),
        ["WMA"] = static b => Closes(b, 30).Select(static (x, i) => x * (i + 1)).Sum() / 465,
        ["TRIMA"] = static b => Closes(b, 30).Select(static (x, i) => x * Math.Min(i + 1, 30 - i)).Sum() / 240,
        ["MIDPOINT"] = static b => (Closes(b, 14).Max() + Closes(b, 14).Min()) / 2,
        ["MIDPRICE"] = static b => (Last(b, 14).Max(static x => x.High) + Last(b, 14).Min(static x => x.Low)) / 2,
        ["VAR"] = static b => Variance(Closes(b, 5)),
        ["STDDEV"] = static b => Math.Sqrt(Variance(Closes(b, 5))),
        ["BBANDS"] = static b => Closes(b, 5).Average() + (2 * Math.Sqrt(Variance(Closes(b, 5)))),
        ["AVGDEV"] = static b => MeanDeviation(Closes(b, 14)),
        ["CCI"] = static b => ChannelIndex([.. Last(b, 14).Select(Typical)]),
        ["CORREL"] = static b => Covariance(Closes(b, 30), Seconds(b, 30)) / Math.Sqrt(Variance(Closes(b, 30)) * Variance(Seconds(b, 30))),
        ["BETA"] = static b => Covariance(Returns(Closes(b, 6)), Returns(Seconds(b, 6))) / Variance(Returns(Closes(b, 6))),
        ["LINEARREG_SLOPE"] = static b => Slope(Closes(b, 14)),
        ["LINEARREG_INTERCEPT"] = static b => Closes(b, 14).Average() - (6.5 * Slope(Closes(b, 14))),
        ["LINEARREG"] = static b => Closes(b, 14).Average() + (6.5 * Slope(Closes(b, 14))),
        ["TSF"] = static b => Closes(b, 14).Average() + (7.5 * Slope(Closes(b, 14))),
        ["LINEARREG_ANGLE"] = static b => Math.Atan(Slope(Closes(b, 14))) * 180 / Math.PI,
        ["MOM"] = static b => b[^1].Close - b[^11].Close,
        ["ROC"] = static b => ((b[^1].Close / b[^11].Close) - 1) * 100,
        ["ROCP"] = static b => (b[^1].Close - b[^11].Close) / b[^11].Close,
        ["ROCR"] = static b => b[^1].Close / b[^11].Close,
        ["ROCR100"] = static b => b[^1].Close / b[^11].Close * 100,
        ["WILLR"] = static b => -100 * (Last(b, 14).Max(static x => x.High) - b[^1].Close) / (Last(b, 14).Max(static x => x.High) - Last(b, 14).Min(static x => x.Low)),
        ["STOCHF"] = static b => 100 * (b[^1].Close - Last(b, 5).Min(static x => x.Low)) / (Last(b, 5).Max(static x => x.High) - Last(b, 5).Min(static x => x.Low)),
        ["AROON"] = static b => (14 - Ago(Last(b, 15), static x => -x.Low)) * 100 / 14.0,
        ["AROONOSC"] = static b => (Ago(Last(b, 15), static x => -x.Low) - Ago(Last(b, 15), static x => x.High)) * 100 / 14.0,
        ["TRANGE"] = static b => TrueRange(b, 1),
        ["ULTOSC"] = static b => 100 * ((4 * Pressure(b, 7)) + (2 * Pressure(b, 14)) + Pressure(b, 28)) / 7,
        ["MFI"] = static b => 100 * Flow(b, 1) / (Flow(b, 1) + Flow(b, -1)),
        ["IMI"] = static b => 100 * Last(b, 14).Sum(static x => Math.Max(x.Close - x.Open, 0)) / Last(b, 14).Sum(static x => Math.Abs(x.Close - x.Open)),
        ["ACCBANDS"] = static b => Last(b, 20).Average(static x => x.High * (1 + (4 * (x.High - x.Low) / (x.High + x.Low)))),
        ["EMA"] = static b => Smoothed([.. b.Select(static x => x.Close)], 30, 2.0 / 31),
        ["ATR"] = static b => Smoothed(TrueRanges(b), 14, 1.0 / 14),
        ["NATR"] = static b => Smoothed(TrueRanges(b), 14, 1.0 / 14) / b[^1].Close * 100,
        ["RSI"] = static b => 100 * Gain(b, 1) / (Gain(b, 1) + Gain(b, -1)),
        ["CMO"] = static b => 100 * (Gain(b, 1) - Gain(b, -1)) / (Gain(b, 1) + Gain(b, -1)),
        ["OBV"] = static b => b[0].Volume + b.Zip(b.Skip(1)).Sum(static p => Math.Sign(p.Second.Close - p.First.Close) * p.Second.Volume),
        ["AD"] = static b => b.Sum(Accumulated),
    };

    public static TheoryData<string> Names => [.. Definitions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_first_output_is_what_the_definition_says(string name)
    {
        IndicatorDefinition definition = IndicatorTable.Find(name)!;
        IndicatorBar[] bars = Bars.Random(300, seed: 11);
        double[] actual = Bars.Run(definition, bars)[0];
        for (int i = definition.Lookback(); i < bars.Length; i++)
        {
            double expected = Definitions[name](bars[..(i + 1)]);
            Assert.True(
                Math.Abs(actual[i] - expected) <= Tolerance * Math.Max(1, Math.Abs(expected)),
                string.Create(CultureInfo.InvariantCulture, $"{name}: bar {i} should be {expected:R} but is {actual[i]:R}"));
        }
    }

    [Theory]
    [InlineData("MAXINDEX", 1)]
    [InlineData("MININDEX", -1)]
    public void An_index_points_at_the_extreme_of_its_window(string name, int sign)
    {
        IndicatorBar[] bars = Bars.Random(300, seed: 12);
        double[] actual = Bars.Run(IndicatorTable.Find(name)!, bars)[0];
        for (int i = 29; i < bars.Length; i++)
        {
            Assert.InRange(actual[i], i - 29, i);
            Assert.Equal(bars[(i - 29)..(i + 1)].Max(b => sign * b.Close), sign * bars[(int)actual[i]].Close);
        }
    }

    private static IndicatorBar[] Last(IndicatorBar[] bars, int count) => bars[^count..];

    private static double[] Closes(IndicatorBar[] bars, int count) => Last(bars, count).Column(static b => b.Close);

    private static double[] Seconds(IndicatorBar[] bars, int count) => Last(bars, count).Column(static b => b.Second);

    private static double[] Returns(double[] values) => [.. values.Zip(values.Skip(1), static (older, newer) => (newer - older) / older)];

    private static double Variance(double[] values) => Covariance(values, values);

    private static double Covariance(double[] xs, double[] ys)
    {
        (double x, double y) = (xs.Average(), ys.Average());
        return xs.Zip(ys, (a, b) => (a - x) * (b - y)).Average();
    }

    private static double Slope(double[] values)
    {
        double[] bars = [.. Enumerable.Range(0, values.Length).Select(static i => (double)i)];
        return Covariance(bars, values) / Variance(bars);
    }

    private static double MeanDeviation(double[] values) => values.Average(x => Math.Abs(x - values.Average()));

    private static double Typical(IndicatorBar bar) => (bar.High + bar.Low + bar.Close) / 3;

    private static double ChannelIndex(double[] prices) => (prices[^1] - prices.Average()) / (0.015 * MeanDeviation(prices));

    /// <summary>Bars since the newest of the highest.</summary>
    private static int Ago(IndicatorBar[] bars, Func<IndicatorBar, double> field) => bars.Length - 1 - Array.FindLastIndex(bars, b => field(b) == bars.Max(field));

    private static double TrueRange(IndicatorBar[] bars, int fromEnd) =>
        Math.Max(bars[^fromEnd].High, bars[^(fromEnd + 1)].Close) - Math.Min(bars[^fromEnd].Low, bars[^(fromEnd + 1)].Close);

    private static double[] TrueRanges(IndicatorBar[] bars) => [.. Enumerable.Range(1, bars.Length - 1).Reverse().Select(k => TrueRange(bars, k))];

    private static double Pressure(IndicatorBar[] bars, int count)
    {
        IEnumerable<int> window = Enumerable.Range(1, count);
        return window.Sum(k => bars[^k].Close - Math.Min(bars[^k].Low, bars[^(k + 1)].Close)) / window.Sum(k => TrueRange(bars, k));
    }

    private static double Flow(IndicatorBar[] bars, int sign) =>
        Enumerable.Range(1, 14).Where(k => Math.Sign(Typical(bars[^k]) - Typical(bars[^(k + 1)])) == sign).Sum(k => Typical(bars[^k]) * bars[^k].Volume);

    private static double Accumulated(IndicatorBar bar) =>
        bar.High == bar.Low ? 0 : ((2 * bar.Close) - bar.High - bar.Low) / (bar.High - bar.Low) * bar.Volume;

    private static double Gain(IndicatorBar[] bars, int sign) =>
        Smoothed([.. bars.Zip(bars.Skip(1), (older, newer) => Math.Max(sign * (newer.Close - older.Close), 0))], 14, 1.0 / 14);

    /// <summary>An exponential average as an explicit weighted sum: the seed and each later value weigh a power of what is kept.</summary>
    private static double Smoothed(double[] values, int period, double weight)
    {
        int later = values.Length - period;
        double sum = values[..period].Average() * Math.Pow(1 - weight, later);
        for (int i = 0; i < later; i++)
        {
            sum += weight * Math.Pow(1 - weight, later - 1 - i) * values[period + i];
        }

        return sum;
    }
}

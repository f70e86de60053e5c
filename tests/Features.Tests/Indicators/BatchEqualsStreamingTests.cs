using System.Globalization;

namespace CryptoScalp.Rules.Features.Tests;

/// <summary>A batch goes over columns in ways of its own; what comes out is what comes out bar by bar, to the bit.</summary>
public class BatchEqualsStreamingTests
{
    public static TheoryData<string> Names => [.. IndicatorTable.All.Concat(MarketTable.All).Select(static d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Over_random_bars(string name) => Compare(name, Bars.For(name, Bars.Random(3_000, seed: 12)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Over_series_of_every_length_up_to_a_hundred_and_fifty(string name)
    {
        IndicatorBar[] bars = Bars.For(name, Bars.Random(150, seed: 13));
        for (int length = 0; length <= bars.Length; length++)
        {
            Compare(name, bars[..length]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Over_bars_of_which_some_are_not_finite(string name)
    {
        IndicatorBar[] bars = Bars.For(name, Bars.Random(700, seed: 14));
        bars[0] = bars[0] with { Low = double.NaN };
        bars[333] = bars[333] with { Close = double.PositiveInfinity };
        bars[699] = bars[699] with { Volume = double.NegativeInfinity };
        Compare(name, bars);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Over_bars_that_stand_still_and_jump_between_extremes(string name)
    {
        IndicatorBar flat = new(100, 100, 100, 100, 0, 100);
        IndicatorBar tiny = new(1e-12, 2e-12, 1e-12, 2e-12, 1e-12, 1e-12);
        IndicatorBar huge = new(1e12, 2e12, 1e12, 2e12, 1e12, 1e12);
        IndicatorBar overflowing = new(1e308, 1.5e308, -1.5e308, 1e308, 1e308, 1e308);
        Compare(name, [.. Of(flat, 150), .. Of(tiny, 150), .. Of(huge, 150), .. Of(flat, 150), .. Of(overflowing, 20), .. Of(flat, 150)]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void With_other_parameters(string name)
    {
        IndicatorDefinition definition = IndicatorTable.Find(name)!;
        foreach (IndicatorParameter parameter in definition.Parameters)
        {
            Compare(name, Bars.For(name, Bars.Random(600, seed: 15)), KeyValuePair.Create(parameter.Name, parameter.Minimum));
            double more = Math.Min(parameter.Maximum, parameter.Default + 3);
            Compare(name, Bars.For(name, Bars.Random(600, seed: 16)), KeyValuePair.Create(parameter.Name, more));
        }
    }

    private static IEnumerable<IndicatorBar> Of(IndicatorBar bar, int count) => Enumerable.Repeat(bar, count);

    private static void Compare(string name, IndicatorBar[] bars, params KeyValuePair<string, double>[] parameters)
    {
        IndicatorDefinition definition = IndicatorTable.Find(name)!;
        double[] batch = new double[bars.Length * definition.Outputs.Length];
        definition.Compute(Series(bars), batch, parameters);
        double[] streamed = [.. Bars.Run(definition, bars, parameters).SelectMany(static column => column)];
        for (int i = 0; i < batch.Length; i++)
        {
            bool same = double.IsNaN(batch[i]) ? double.IsNaN(streamed[i]) : BitConverter.DoubleToInt64Bits(batch[i] + 0.0) == BitConverter.DoubleToInt64Bits(streamed[i] + 0.0);
            Assert.True(same, string.Create(CultureInfo.InvariantCulture, $"{name}: of {bars.Length} bars row {i} is {batch[i]:R} in batch and {streamed[i]:R} streaming"));
        }
    }

    private static IndicatorSeries Series(IndicatorBar[] bars) => new()
    {
        Open = bars.Column(static b => b.Open),
        High = bars.Column(static b => b.High),
        Low = bars.Column(static b => b.Low),
        Close = bars.Column(static b => b.Close),
        Volume = bars.Column(static b => b.Volume),
        Second = bars.Column(static b => b.Second),
    };
}

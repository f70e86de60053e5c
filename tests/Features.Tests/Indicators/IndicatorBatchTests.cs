namespace CryptoScalp.Rules.Features.Tests;

/// <summary>What is computed together is, to the bit, what each indicator gives alone.</summary>
public class IndicatorBatchTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(1_024)]
    [InlineData(3_001)]
    public void All_indicators_together_give_the_bits_of_each_alone(int length) => Compare(Bars.Random(length, seed: 31), IndicatorSettings.Default);

    [Fact]
    public void Bars_that_are_not_finite_and_unstable_periods_change_nothing_of_that()
    {
        IndicatorBar[] bars = Bars.Random(400, seed: 32);
        bars[100] = bars[100] with { High = double.NaN };
        Compare(bars, IndicatorSettings.Default);
        Compare(Bars.Random(400, seed: 33), IndicatorSettings.Default.WithUnstablePeriod("HT_SINE", 7).WithUnstablePeriod("MAMA", 3));
    }

    [Fact]
    public void Too_little_room_is_refused() =>
        Assert.Throws<ArgumentException>(static () => IndicatorBatch.Compute(new IndicatorSeries { Close = new double[3] }, [IndicatorTable.Find("MAMA")!.Create()], new double[3]));

    private static void Compare(IndicatorBar[] bars, IndicatorSettings settings)
    {
        IndicatorDefinition[] all = [.. IndicatorTable.All];
        double[] together = new double[all.Sum(static d => d.Outputs.Length) * bars.Length];
        IndicatorBatch.Compute(Series(bars), Array.ConvertAll(all, d => d.Create(settings)), together);
        int at = 0;
        foreach (IndicatorDefinition definition in all)
        {
            double[] alone = new double[definition.Outputs.Length * bars.Length];
            definition.Create(settings).Run(Series(bars), alone);
            for (int i = 0; i < alone.Length; i++, at++)
            {
                Assert.True(BitConverter.DoubleToInt64Bits(alone[i]) == BitConverter.DoubleToInt64Bits(together[at]), $"{definition.Name}: number {i} is {alone[i]:R} alone and {together[at]:R} together");
            }
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

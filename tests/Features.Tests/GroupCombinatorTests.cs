namespace CryptoScalp.Rules.Features.Tests;

/// <summary>Statistics by group against a recomputation from the values of the window.</summary>
public class GroupCombinatorTests
{
    private const int Window = 60;

    [Fact]
    public void A_bar_is_compared_with_the_bars_of_its_own_group()
    {
        BarFeatureSet set = Set(
            "mom(1)", "cdlengulfing", $"mean_by(mom(1), cdlengulfing, {Window})", $"std_by(mom(1), cdlengulfing, {Window})",
            $"zscore_by(mom(1), cdlengulfing, {Window})", $"share_by(mom(1), cdlengulfing, {Window})");
        List<(double Value, double Group)> seen = [];
        int groups = 0;
        foreach (IndicatorBar bar in Bars.Random(900, seed: 71))
        {
            set.Update(bar, [0]);
            if (double.IsNaN(set[0]) || double.IsNaN(set[1]))
            {
                continue;
            }

            seen.Add((set[0], set[1]));
            double[] alike = [.. seen.TakeLast(Window).Where(s => s.Group == set[1]).Select(static s => s.Value)];
            double mean = alike.Average();
            double deviation = Math.Sqrt(alike.Average(v => (v - mean) * (v - mean)));
            bool warm = seen.Count >= Window;
            Same(warm ? mean : double.NaN, set[2]);
            Same(warm ? deviation : double.NaN, set[3]);
            Same(warm && deviation > 0 ? (set[0] - mean) / deviation : double.NaN, set[4]);
            Same(warm ? alike.Length / (double)Window : double.NaN, set[5]);
            groups += alike.Length < Window ? 1 : 0;
        }

        Assert.True(groups > 500, "all bars were of one group");
    }

    [Fact]
    public void A_statistic_by_group_needs_two_calls_and_a_window()
    {
        Assert.False(FeatureCall.TryParse("mean_by(roc(1), 500)", out _, out string problem));
        Assert.Equal("mean_by is applied to 2 calls, as in mean_by(roc(1), regime, 500)", problem);
        Assert.False(FeatureCall.TryParse("mean_by(roc(1), regime, 1)", out _, out problem));
        Assert.Equal("the window of mean_by is 1; it must be a whole number from 2 to 100000", problem);
    }

    private static BarFeatureSet Set(params string[] calls) =>
        new([.. calls.Select(static c => FeatureCall.TryParse(c, out FeatureCall? call, out string problem) ? call : throw new ArgumentException($"{c}: {problem}"))], FeatureSchema.Default.Select("spread_bps"));

    private static void Same(double expected, double actual) =>
        Assert.True(double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"{expected:R} against {actual:R}");
}

namespace CryptoScalp.Rules.Features.Tests;

public class StreamingEqualsBatchTests
{
    public static TheoryData<int, int, double> Histories => new()
    {
        { 1, 900, 5 }, { 2, 900, 40 }, { 3, 900, 300 }, { 4, 900, 1_500 }, { 5, 900, 1_500 }, { 6, 900, 12_000 }, { 7, 900, 100_000 },
        { 8, 2_500, 400 }, { 9, 2_500, 250 },
    };

    [Theory]
    [MemberData(nameof(Histories))]
    public void Every_feature_equals_its_recomputation_over_the_whole_random_history(int seed, int count, double meanStepMs)
    {
        FeatureComparison comparison = new();
        foreach (MarketUpdate update in RandomMarket.Updates(seed, count, meanStepMs))
        {
            comparison.Apply(update);
            comparison.Compare($"seed {seed}");
        }

        Assert.True(comparison.PresentValues > count, "a history in which nothing warms up proves nothing");
    }

    [Fact]
    public void The_random_histories_together_warm_up_every_feature()
    {
        HashSet<string> seen = [];
        foreach ((int seed, int count, double step) in new[] { (4, 900, 1_500.0), (8, 2_500, 400.0) })
        {
            FeatureComparison comparison = new();
            foreach (MarketUpdate update in RandomMarket.Updates(seed, count, step))
            {
                comparison.Apply(update);
                seen.UnionWith(comparison.PresentNames());
            }
        }

        Assert.Equal(FeatureSchema.Default.Features.Select(static f => f.Name).Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }
}

using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features.Tests;

public class FeatureSetTests
{
    private readonly Scene _scene = new();

    [Fact]
    public void Before_the_first_update_every_feature_is_absent()
    {
        Assert.All(_scene.Set.Snapshot().Values, static value => Assert.True(double.IsNaN(value)));
        Assert.Equal(0, _scene.Set.RowId.Sequence);
    }

    [Fact]
    public void A_time_that_goes_back_is_applied_at_the_latest_time_and_counted()
    {
        _scene.Mid(5_000, "100");

        Assert.Equal(UpdateOutcome.AppliedLate, _scene.Mid(1_000, "101"));
        Assert.Equal(101, _scene["mid"]);
        Assert.Equal(1, _scene.Set.LateUpdates);
        Assert.Equal(EventTime.FromMilliseconds(5_000), _scene.Set.Now);
        _scene.Time(5_999);
        Assert.Equal(double.NaN, _scene["return_1s"]);
    }

    [Theory]
    [InlineData("101", "100", "1", "1")]
    [InlineData("0", "100", "1", "1")]
    [InlineData("-1", "100", "1", "1")]
    [InlineData("99", "100", "0", "1")]
    [InlineData("99", "100", "1", "-1")]
    public void A_quote_that_describes_no_market_is_refused_and_leaves_no_quote(string bid, string ask, string bidQuantity, string askQuantity)
    {
        _scene.Mid(0, "100");

        Assert.Equal(UpdateOutcome.Refused, _scene.Quote(1_000, bid, ask, bidQuantity, askQuantity));
        string[] absent = ["mid", "spread", "spread_bps", "microprice", "book_imbalance_1", "return_1s", "price_drop_10s"];
        Assert.All(absent, name => Assert.True(double.IsNaN(_scene[name]), name));
        Assert.Equal(1, _scene.Set.RefusedUpdates);

        _scene.Mid(2_000, "110");
        Assert.Equal(0.1, _scene["return_1s"], 1e-15);
    }

    [Fact]
    public void A_one_sided_book_has_no_imbalance()
    {
        _scene.Book(0, ["1"], ["1"]);

        Assert.Equal(UpdateOutcome.Refused, _scene.Book(1, [], ["1"]));
        Assert.Equal(double.NaN, _scene["book_imbalance_5"]);
    }

    [Fact]
    public void A_trade_without_quantity_is_refused_and_changes_nothing()
    {
        _scene.Time(0);
        _scene.Trade(6_000, "1");

        Assert.Equal(UpdateOutcome.Refused, _scene.Trade(6_000, "0", isBuy: false));
        Assert.Equal(UpdateOutcome.Refused, _scene.Trade(6_000, "-5", isBuy: false));
        Assert.Equal(1, _scene["trade_flow_imbalance_5s"]);
    }

    [Fact]
    public void Only_changed_values_are_reported_and_a_lost_one_once()
    {
        FeatureValue[] changes = new FeatureValue[FeatureSchema.Default.Count];
        _scene.Quote(0, "100", "101");
        Assert.Equal(["mid", "spread", "spread_bps", "microprice", "book_imbalance_1"], Names(changes, _scene.Set.ReadChanges(changes)));

        _scene.Quote(1, "100", "101");
        Assert.Equal(0, _scene.Set.ReadChanges(changes));

        _scene.Quote(2, "100", "101", bidQuantity: "2", askQuantity: "2");
        Assert.Equal(0, _scene.Set.ReadChanges(changes));

        _scene.Quote(3, "102", "101");
        int lost = _scene.Set.ReadChanges(changes);
        Assert.Equal(5, lost);
        Assert.All(changes[..lost], static change => Assert.False(change.IsPresent));
        Assert.Equal(0, _scene.Set.ReadChanges(changes));
    }

    [Fact]
    public void The_changes_reported_add_up_to_the_row()
    {
        double[] mirror = new double[FeatureSchema.Default.Count];
        Array.Fill(mirror, double.NaN);
        double[] row = new double[mirror.Length];
        FeatureValue[] changes = new FeatureValue[mirror.Length];
        foreach (MarketUpdate update in RandomMarket.Updates(seed: 11, count: 3_000, meanStepMs: 300))
        {
            update.ApplyTo(_scene.Set);
            int count = _scene.Set.ReadChanges(changes);
            for (int i = 0; i < count; i++)
            {
                mirror[changes[i].Feature] = changes[i].Value;
            }

            _scene.Set.Read(row);
            Assert.Equal(row, mirror);
        }
    }

    [Fact]
    public void Every_update_makes_a_new_row_and_a_reset_forgets_all_but_the_row_count()
    {
        _scene.Mid(0, "100");
        _scene.Mid(2_000, "101");
        Assert.Equal(2, _scene.Set.RowId.Sequence);

        _scene.Set.Reset();
        Assert.Equal(3, _scene.Set.RowId.Sequence);
        Assert.All(_scene.Set.Snapshot().Values, static value => Assert.True(double.IsNaN(value)));

        _scene.Mid(2_500, "101");
        Assert.Equal(double.NaN, _scene["return_1s"]);
    }

    [Fact]
    public void Every_feature_is_present_once_its_declared_warm_up_has_passed()
    {
        // The signs of trades warm up with trades, not with time.
        foreach (FeatureDefinition feature in FeatureSchema.Default.Features.Where(static f => f.Name != "trade_sign_autocorrelation_200"))
        {
            for (int offset = 0; offset < 2_000; offset += 123)
            {
                Scene scene = new();
                for (long ms = 0; ms <= feature.WarmUpMs; ms += Math.Max(1, feature.WarmUpMs / 100))
                {
                    scene.Mid(offset + ms, "100");
                    scene.Trade(offset + ms, "1");
                    scene.Book(offset + ms, ["1"], ["1"]);
                    scene.Set.OnFunding(EventTime.FromMilliseconds(offset + ms), new FundingMarks(0.0001, 101, 100));
                }

                scene.Time(offset + feature.WarmUpMs);
                Assert.False(double.IsNaN(scene[feature.Name]), $"{feature.Name}, started at {offset} ms");
            }
        }
    }

    [Fact]
    public void A_future_that_has_not_happened_cannot_change_a_row()
    {
        MarketUpdate[] history = [.. RandomMarket.Updates(seed: 21, count: 2_000, meanStepMs: 300)];
        List<FeatureRow> rows = Rows(history);

        Assert.Equal(rows[..1_200].Select(Text), Rows(history[..1_200]).Select(Text));
    }

    [Fact]
    public void An_update_allocates_nothing()
    {
        MarketUpdate[] history = [.. RandomMarket.Updates(seed: 31, count: 20_000, meanStepMs: 20)];
        FeatureValue[] changes = new FeatureValue[FeatureSchema.Default.Count];
        long least = long.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            FeatureSet set = new("/test", "BTCUSDT");
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (MarketUpdate update in history)
            {
                update.ApplyTo(set);
                set.ReadChanges(changes);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void An_unknown_feature_is_answered_with_the_likely_name()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(static () => FeatureSchema.Default.Select("mid", "spread_bp"));
        Assert.Equal("there is no feature 'spread_bp'; did you mean 'spread_bps'?", error.Message);
        Assert.Equal(["return_1s", "mid"], FeatureSchema.Default.Select("return_1s", "mid").Features.Select(static f => f.Name));
        Assert.Throws<ArgumentException>(static () => FeatureSchema.Default.Select("mid", "mid"));
    }

    private static List<FeatureRow> Rows(IEnumerable<MarketUpdate> history)
    {
        FeatureSet set = new("/test", "BTCUSDT");
        return [.. history.Select(update =>
        {
            update.ApplyTo(set);
            return set.Snapshot();
        })];
    }

    private static string Text(FeatureRow row) =>
        $"{row.Id} {row.At} {string.Join(' ', row.Values.Select(static v => v.ToString("R", CultureInfo.InvariantCulture)))}";

    private static string[] Names(FeatureValue[] changes, int count) =>
        [.. changes[..count].Select(static c => FeatureSchema.Default.Features[c.Feature].Name)];
}

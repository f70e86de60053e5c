using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features.Tests;

/// <summary>Streaming equals batch on recorded quotes and trades, checked at every n-th row (the batch oracle is quadratic).</summary>
public class RecordedDataTests
{
    [SharedTheory]
    [InlineData("binance_spot", "BTCUSDT", "trades_binance_spot_BTCUSDT_20240808.csv", 181)]
    [InlineData("binance_usdm", "BTCUSDT", "trades_binance_usdm_BTCUSDT_20240808.csv", 379)]
    [InlineData("binance_cm", "BTCUSD_PERP", "trades_binance_cm_BTCUSD_PERP_20240808.csv", 53)]
    public void Every_feature_equals_its_recomputation_on_recorded_quotes_and_trades(string venue, string symbol, string trades, int every)
    {
        MarketUpdate[] history = [.. Quotes(venue, symbol).Concat(Trades(trades)).OrderBy(static u => u.AtNs)];
        FeatureComparison comparison = new();
        HashSet<string> seen = [];
        for (int i = 0; i < history.Length; i++)
        {
            comparison.Apply(history[i]);
            if (i % every == 0 || i == history.Length - 1)
            {
                comparison.Compare($"{venue}:{symbol}");
                seen.UnionWith(comparison.PresentNames());
            }
        }

        Assert.Equal(FeatureSchema.Default.Count - 7, seen.Count);
        Assert.DoesNotContain("book_imbalance_5", seen);
    }

    private static IEnumerable<MarketUpdate> Quotes(string venue, string symbol) =>
        Rows("cross_venue_1s_20240808.csv")
            .Where(row => row[1] == venue && row[2] == symbol)
            .Select(static row => new QuoteUpdate(
                long.Parse(row[0], CultureInfo.InvariantCulture) * 1_000_000_000, Dec8.Parse(row[3]), Dec8.Parse(row[4]), Dec8.Parse(row[5]), Dec8.Parse(row[6])));

    private static IEnumerable<MarketUpdate> Trades(string file) =>
        Rows(file).Select(static row => new TradeUpdate(
            long.Parse(row[2], CultureInfo.InvariantCulture) * 1_000_000, Dec8.Parse(row[4]), Dec8.Parse(row[5]), row[6] == "buy"));

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(TestData.Shared!, "data", "derived", file)).Skip(1).Select(static line => line.Split(','));
}

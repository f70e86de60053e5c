using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features.Tests;

/// <summary>A feature set driven by hand: prices as text, times in milliseconds.</summary>
internal sealed class Scene
{
    public FeatureSet Set { get; } = new("/test", "BTCUSDT");

    public UpdateOutcome Quote(long ms, string bid, string ask, string bidQuantity = "1", string askQuantity = "1") =>
        Set.OnQuote(EventTime.FromMilliseconds(ms), Dec8.Parse(bid), Dec8.Parse(bidQuantity), Dec8.Parse(ask), Dec8.Parse(askQuantity));

    /// <summary>A quote without spread.</summary>
    public UpdateOutcome Mid(long ms, string price) => Quote(ms, price, price);

    public UpdateOutcome Trade(long ms, string quantity, bool isBuy = true) =>
        Set.OnTrade(EventTime.FromMilliseconds(ms), Dec8.One, Dec8.Parse(quantity), isBuy);

    public UpdateOutcome Time(long ms) => Set.AdvanceTo(EventTime.FromMilliseconds(ms));

    public UpdateOutcome Book(long ms, string[] bids, string[] asks)
    {
        Dec8[] bidPrices = [.. bids.Select(static (_, i) => new Dec8((100 - i) * Dec8.Scale))];
        Dec8[] askPrices = [.. asks.Select(static (_, i) => new Dec8((101 + i) * Dec8.Scale))];
        BookDepth depth = new(bidPrices, [.. bids.Select(Dec8.Parse)], askPrices, [.. asks.Select(Dec8.Parse)]);
        return Set.OnBook(EventTime.FromMilliseconds(ms), depth);
    }

    public double this[string feature]
    {
        get
        {
            Assert.True(Set.Schema.TryFind(feature, out int index), $"no feature {feature}");
            double[] row = new double[Set.Schema.Count];
            Set.Read(row);
            return row[index];
        }
    }
}

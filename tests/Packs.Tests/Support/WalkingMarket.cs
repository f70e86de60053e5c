using System.Globalization;
using CryptoScalp.Rules.MarketData;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>Two venues whose prices walk around 100, with trades in between; the same walk each time.</summary>
internal static class WalkingMarket
{
    public static MarketEvent[] Events(int count, int stepMs = 90) => [.. Enumerable.Range(0, count).Select(i => At(i, stepMs))];

    /// <summary>The event of a number.</summary>
    /// <param name="i">Counts from 0.</param>
    /// <param name="stepMs">Event time between two.</param>
    /// <param name="shift">Added to all prices.</param>
    public static MarketEvent At(int i, int stepMs, double shift = 0)
    {
        uint state = unchecked((uint)(i + 7) * 2_654_435_761);
        double price = 100 + shift + Math.Round(Math.Sin(i / 3.0) * 0.6, 2) + ((state >> 24) % 10 * 0.01);
        string bid = price.ToString("F2", CultureInfo.InvariantCulture), ask = (price + 0.01).ToString("F2", CultureInfo.InvariantCulture);
        Market market = (state >> 20) % 2 == 0 ? new Market() : new Market { Instrument = new Instrument("/binance_spot", "BTCUSDT") };
        int at = 1_000 + (i * stepMs);
        return i % 4 == 3 ? market.Trade(at, bid) : market.Quote(at, bid, ask);
    }
}

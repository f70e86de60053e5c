using System.Globalization;
using CryptoScalp.Rules.MarketData;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>Two venues whose prices walk around 100, with trades in between; the same walk each time.</summary>
internal static class WalkingMarket
{
    public static MarketEvent[] Events(int count, int stepMs = 90)
    {
        Market derivatives = new(), spot = new() { Instrument = new Instrument("/binance_spot", "BTCUSDT") };
        MarketEvent[] events = new MarketEvent[count];
        uint state = 12_345;
        for (int i = 0; i < count; i++)
        {
            state = (state * 1_664_525) + 1_013_904_223;
            double price = 100 + Math.Round(Math.Sin(i / 3.0) * 0.6, 2) + ((state >> 24) % 10 * 0.01);
            string bid = price.ToString("F2", CultureInfo.InvariantCulture), ask = (price + 0.01).ToString("F2", CultureInfo.InvariantCulture);
            Market market = (state >> 20) % 2 == 0 ? derivatives : spot;
            int at = 1_000 + (i * stepMs);
            events[i] = i % 4 == 3 ? market.Trade(at, bid) : market.Quote(at, bid, ask);
        }

        return events;
    }
}

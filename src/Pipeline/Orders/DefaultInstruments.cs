using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Trading rules of the instruments that the demo and the examples use, for runs without an exchange's own file.</summary>
/// <remarks>Round figures near the venues' rules of 2024; pass the venue's own exchange information for anything serious.</remarks>
public static class DefaultInstruments
{
    public static InstrumentCatalogue Create()
    {
        InstrumentCatalogue catalogue = new();
        Add(catalogue, "/binance_spot", "BTCUSDT", tick: "0.01", lot: "0.00001", minNotional: "5");
        Add(catalogue, "/binance_spot", "ETHUSDT", tick: "0.01", lot: "0.0001", minNotional: "5");
        Add(catalogue, "/binance_usdm", "BTCUSDT", tick: "0.1", lot: "0.001", minNotional: "5");
        Add(catalogue, "/binance_usdm", "ETHUSDT", tick: "0.01", lot: "0.001", minNotional: "5");
        return catalogue;
    }

    private static void Add(InstrumentCatalogue catalogue, string venue, string symbol, string tick, string lot, string minNotional) =>
        catalogue.Set(new InstrumentFilters
        {
            Instrument = new InstrumentId(venue, symbol),
            TickSize = Dec8.Parse(tick),
            LotStep = Dec8.Parse(lot),
            MinQuantity = Dec8.Parse(lot),
            MinNotional = Dec8.Parse(minNotional),
        });
}

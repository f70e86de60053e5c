using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>Coinbase Exchange's list of products (<c>GET /products</c>).</summary>
/// <remarks>
/// quote_increment is the tick, base_increment the lot step, base_min_size and base_max_size the quantity bounds.
/// min_market_funds and max_market_funds bound the notional; the gate holds limit orders to them too.
/// </remarks>
public static class CoinbaseInstruments
{
    /// <param name="venue">The name to file the instruments under, for example <c>/coinbase</c>.</param>
    public static InstrumentLoad Parse(SourceText source, string venue)
    {
        DiagnosticBag diagnostics = new();
        InstrumentListing listing = new(diagnostics);
        PlacedValue? root = PlacedJson.Parse(source, diagnostics);
        if (root is { Kind: not JsonValueKind.Array })
        {
            diagnostics.Report(RiskDiagnostics.NotInstruments, root.Span, "Coinbase", "it is no list of products");
        }

        foreach (PlacedValue product in root?.Items ?? [])
        {
            Add(product, venue, listing);
        }

        return listing.ToLoad();
    }

    private static void Add(PlacedValue product, string venue, InstrumentListing listing)
    {
        if (product.String("id") is not { Length: > 0 } id)
        {
            listing.LeaveOut("?", "it has no 'id'", product.Span);
            return;
        }

        NumberFields numbers = new();
        InstrumentFilters filters = new()
        {
            Instrument = new InstrumentId(venue, id),
            BaseCurrency = product.String("base_currency") ?? "",
            QuoteCurrency = product.String("quote_currency") ?? "",
            IsTrading = product.String("status") == "online" && !product.IsTrue("trading_disabled") && !product.IsTrue("cancel_only"),
            AllowsMarketOrders = !product.IsTrue("limit_only") && !product.IsTrue("post_only"),
            TickSize = numbers.Exact(product.Member("quote_increment"), "quote_increment"),
            LotStep = numbers.Exact(product.Member("base_increment"), "base_increment"),
            MinQuantity = numbers.Min(product.Member("base_min_size"), "base_min_size"),
            MaxQuantity = numbers.Max(product.Member("base_max_size"), "base_max_size"),
            MinNotional = numbers.Min(product.Member("min_market_funds"), "min_market_funds"),
            MaxNotional = numbers.Max(product.Member("max_market_funds"), "max_market_funds"),
        };
        listing.Add(filters, numbers, product.Span);
    }
}

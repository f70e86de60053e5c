using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>Binance's <c>exchangeInfo</c>, spot and USD-M futures: both list filters by <c>filterType</c>.</summary>
/// <remarks>
/// Enforced: PRICE_FILTER, PERCENT_PRICE, PERCENT_PRICE_BY_SIDE, LOT_SIZE, MARKET_LOT_SIZE, MIN_NOTIONAL, NOTIONAL, MAX_POSITION.
/// Known and left to the venue, because they count open orders or parts: ICEBERG_PARTS, MAX_NUM_*, TRAILING_DELTA, EXCHANGE_*.
/// Any other is reported. COIN-M (inverse) contracts are refused: their notional is not price × quantity.
/// </remarks>
public static class BinanceInstruments
{
    private static readonly string[] LeftToVenue =
    [
        "ICEBERG_PARTS", "MAX_NUM_ORDERS", "MAX_NUM_ALGO_ORDERS", "MAX_NUM_ICEBERG_ORDERS", "MAX_NUM_ORDER_AMENDS", "MAX_NUM_ORDER_LISTS",
        "TRAILING_DELTA", "POSITION_RISK_CONTROL", "EXCHANGE_MAX_NUM_ORDERS", "EXCHANGE_MAX_NUM_ALGO_ORDERS",
        "EXCHANGE_MAX_NUM_ICEBERG_ORDERS", "EXCHANGE_MAX_NUM_ORDER_LISTS",
    ];

    /// <param name="venue">The name to file the instruments under, for example <c>/binance_spot</c>.</param>
    public static InstrumentLoad Parse(SourceText source, string venue)
    {
        DiagnosticBag diagnostics = new();
        InstrumentListing listing = new(diagnostics);
        if (PlacedJson.Parse(source, diagnostics) is { } root)
        {
            if (root.Member("symbols") is { Kind: JsonValueKind.Array } symbols)
            {
                foreach (PlacedValue symbol in symbols.Items)
                {
                    Add(symbol, venue, listing, diagnostics);
                }
            }
            else
            {
                diagnostics.Report(RiskDiagnostics.NotInstruments, root.Span, "Binance exchangeInfo", "it has no list 'symbols'");
            }
        }

        return listing.ToLoad();
    }

    private static void Add(PlacedValue symbol, string venue, InstrumentListing listing, DiagnosticBag diagnostics)
    {
        NumberFields numbers = new();
        string name = symbol.String("symbol") ?? "";
        if (name.Length == 0)
        {
            listing.LeaveOut("?", "it has no 'symbol'", symbol.Span);
            return;
        }

        if (symbol.Member("contractSize") is not null)
        {
            numbers.Fail("it is an inverse (coin-margined) contract");
        }

        InstrumentFilters filters = new()
        {
            Instrument = new InstrumentId(venue, name),
            BaseCurrency = symbol.String("baseAsset") ?? "",
            QuoteCurrency = symbol.String("quoteAsset") ?? "",
            IsTrading = symbol.String("status") == "TRADING",
            AllowsMarketOrders = TakesMarketOrders(symbol),
        };
        if (symbol.Member("filters") is not { Kind: JsonValueKind.Array } list)
        {
            listing.LeaveOut(name, "it has no list 'filters'", symbol.Span);
            return;
        }

        foreach (PlacedValue filter in list.Items)
        {
            filters = With(filters, filter, numbers, diagnostics);
        }

        listing.Add(filters, numbers, symbol.Span);
    }

    /// <summary>A file without the list of order types says nothing against them.</summary>
    private static bool TakesMarketOrders(PlacedValue symbol) =>
        symbol.Member("orderTypes") is not { Kind: JsonValueKind.Array } types || types.Items.Any(static t => t.Text == "MARKET");

    private static InstrumentFilters With(InstrumentFilters filters, PlacedValue filter, NumberFields numbers, DiagnosticBag diagnostics)
    {
        string type = filter.String("filterType") ?? "";
        switch (type)
        {
            case "PRICE_FILTER":
                return filters with
                {
                    MinPrice = numbers.Min(filter.Member("minPrice"), "minPrice"),
                    MaxPrice = numbers.Max(filter.Member("maxPrice"), "maxPrice"),
                    TickSize = numbers.Exact(filter.Member("tickSize"), "tickSize"),
                };
            case "LOT_SIZE":
                return filters with
                {
                    MinQuantity = numbers.Min(filter.Member("minQty"), "minQty"),
                    MaxQuantity = numbers.Max(filter.Member("maxQty"), "maxQty"),
                    LotStep = numbers.Exact(filter.Member("stepSize"), "stepSize"),
                };
            case "MARKET_LOT_SIZE":
                return filters with
                {
                    MarketMinQuantity = numbers.Min(filter.Member("minQty"), "minQty"),
                    MarketMaxQuantity = numbers.Max(filter.Member("maxQty"), "maxQty"),
                    MarketLotStep = numbers.Exact(filter.Member("stepSize"), "stepSize"),
                };
            case "MIN_NOTIONAL":
            case "NOTIONAL":
                return WithNotional(filters, filter, numbers);
            case "PERCENT_PRICE":
                return WithBand(filters, filter, numbers, "multiplierUp", "multiplierDown", "multiplierUp", "multiplierDown");
            case "PERCENT_PRICE_BY_SIDE":
                return WithBand(filters, filter, numbers, "bidMultiplierUp", "bidMultiplierDown", "askMultiplierUp", "askMultiplierDown");
            case "MAX_POSITION":
                return filters with { MaxPosition = numbers.Max(filter.Member("maxPosition"), "maxPosition") };
            default:
                Unenforced(filters, filter, type, diagnostics);
                return filters;
        }
    }

    /// <summary>Spot writes minNotional, futures notional; NOTIONAL has a maximum too. Absent flags mean that market orders are bound.</summary>
    private static InstrumentFilters WithNotional(InstrumentFilters filters, PlacedValue filter, NumberFields numbers) => filters with
    {
        MinNotional = numbers.Min(filter.Member("minNotional") ?? filter.Member("notional"), "minNotional"),
        MaxNotional = numbers.Max(filter.Member("maxNotional"), "maxNotional"),
        MinNotionalAppliesToMarket = !IsFalse(filter, "applyToMarket") && !IsFalse(filter, "applyMinToMarket"),
        MaxNotionalAppliesToMarket = !IsFalse(filter, "applyMaxToMarket"),
    };

    private static bool IsFalse(PlacedValue filter, string name) => filter.Member(name)?.Kind == JsonValueKind.False;

    private static InstrumentFilters WithBand(
        InstrumentFilters filters, PlacedValue filter, NumberFields numbers, string buyUp, string buyDown, string sellUp, string sellDown) => filters with
        {
            BuyMultiplierUp = numbers.Exact(filter.Member(buyUp), buyUp),
            BuyMultiplierDown = numbers.Exact(filter.Member(buyDown), buyDown),
            SellMultiplierUp = numbers.Exact(filter.Member(sellUp), sellUp),
            SellMultiplierDown = numbers.Exact(filter.Member(sellDown), sellDown),
        };

    private static void Unenforced(InstrumentFilters filters, PlacedValue filter, string type, DiagnosticBag diagnostics)
    {
        if (!LeftToVenue.Contains(type))
        {
            diagnostics.Report(RiskDiagnostics.UnknownFilter, filter.Span, filters.Instrument, type);
        }
    }
}

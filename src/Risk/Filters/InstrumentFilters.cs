using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>A venue's trading rules for one instrument. Everywhere 0 means "no such bound".</summary>
/// <remarks>
/// Prices in quote currency, quantities in base units or contracts, notionals in quote currency. Linear instruments only:
/// notional = price × quantity × <see cref="ContractSize"/>. The reference price of percent bands is the mark.
/// </remarks>
public sealed record InstrumentFilters
{
    public required InstrumentId Instrument { get; init; }

    public string BaseCurrency { get; init; } = "";

    public string QuoteCurrency { get; init; } = "";

    /// <summary>False when the venue accepts cancels at most.</summary>
    public bool IsTrading { get; init; } = true;

    /// <summary>False where only limit orders are taken.</summary>
    public bool AllowsMarketOrders { get; init; } = true;

    /// <summary>Limit prices are multiples of this.</summary>
    public Dec8 TickSize { get; init; }

    public Dec8 MinPrice { get; init; }

    public Dec8 MaxPrice { get; init; }

    /// <summary>Quantities are multiples of this.</summary>
    public Dec8 LotStep { get; init; }

    public Dec8 MinQuantity { get; init; }

    public Dec8 MaxQuantity { get; init; }

    /// <summary>Further bounds for market orders, on top of the general ones.</summary>
    public Dec8 MarketLotStep { get; init; }

    public Dec8 MarketMinQuantity { get; init; }

    public Dec8 MarketMaxQuantity { get; init; }

    public Dec8 MinNotional { get; init; }

    public Dec8 MaxNotional { get; init; }

    /// <summary>Does <see cref="MinNotional"/> bind market orders (valued at the mark)?</summary>
    public bool MinNotionalAppliesToMarket { get; init; } = true;

    /// <summary>Does <see cref="MaxNotional"/> bind market orders (valued at the mark)?</summary>
    public bool MaxNotionalAppliesToMarket { get; init; } = true;

    /// <summary>A buy's limit price is at most the mark times this…</summary>
    public Dec8 BuyMultiplierUp { get; init; }

    /// <summary>… and at least the mark times this.</summary>
    public Dec8 BuyMultiplierDown { get; init; }

    public Dec8 SellMultiplierUp { get; init; }

    public Dec8 SellMultiplierDown { get; init; }

    /// <summary>Largest absolute position.</summary>
    public Dec8 MaxPosition { get; init; }

    /// <summary>Base units per contract; 1 for spot.</summary>
    public Dec8 ContractSize { get; init; } = Dec8.One;
}

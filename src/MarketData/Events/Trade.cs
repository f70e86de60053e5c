using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>One execution. Price and size are positive; size in base units, or contracts on a coin-margined venue.</summary>
/// <param name="Price">Price in quote currency.</param>
/// <param name="Size">Executed size.</param>
/// <param name="TradeId">The venue's id, unique per instrument (an aggregate id when <paramref name="IsAggregate"/>).</param>
/// <param name="TradeTime">When the venue says the trade happened; the event's own time is when it was published.</param>
/// <param name="Aggressor">Who crossed the spread.</param>
/// <param name="Execution">How a futures trade came about.</param>
/// <param name="IsAggregate">True for Binance's <c>aggTrade</c>: fills of one taker order at one price, added up.</param>
public readonly record struct Trade(
    Dec8 Price, Dec8 Size, long TradeId, EventTime TradeTime, TradeSide Aggressor, ExecutionKind Execution, bool IsAggregate);

namespace CryptoScalp.Rules.Host;

/// <summary>The labels of <c>trading_trades_total</c>.</summary>
/// <param name="Strategy">The rule's id.</param>
/// <param name="Symbol">Of the order.</param>
/// <param name="Result"><c>filled</c>, <c>unfilled</c> or <c>refused</c>.</param>
internal readonly record struct TradeKey(string Strategy, string Symbol, string Result);

using CryptoScalp.Rules.MarketData;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Finds the order book behind an event, in its state just after that event; null when none is kept.</summary>
public delegate OrderBook? BookLookup(in MarketEvent marketEvent);

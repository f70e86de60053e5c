using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>The times and the place of an event.</summary>
/// <param name="Time">Event time: what the engine sees; never goes back within a feed.</param>
/// <param name="ExchangeTime">As the exchange stated it, untouched; 0 where it stated none.</param>
/// <param name="ReceiveTime">The recorder's local clock, which may be wrong by seconds; 0 where not recorded.</param>
/// <param name="Source">The frame.</param>
public readonly record struct EventStamp(EventTime Time, EventTime ExchangeTime, EventTime ReceiveTime, SourcePosition Source);

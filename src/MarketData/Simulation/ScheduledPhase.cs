namespace CryptoScalp.Rules.MarketData;

/// <summary>A phase and how long it lasts.</summary>
public readonly record struct ScheduledPhase(MarketPhase Phase, int Seconds);

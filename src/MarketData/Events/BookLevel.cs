using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>A price and the size resting there; in a delta, size zero removes the level.</summary>
public readonly record struct BookLevel(Dec8 Price, Dec8 Size);

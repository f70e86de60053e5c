using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>A symbol of the simulated market.</summary>
/// <param name="Symbol">As on the venues.</param>
/// <param name="StartPrice">Price at the start, a multiple of <paramref name="Tick"/>.</param>
/// <param name="Tick">Smallest price step.</param>
/// <param name="Lot">Smallest size step.</param>
/// <param name="TypicalLots">Typical size of a level, in lots.</param>
public sealed record SimulatedSymbol(string Symbol, Dec8 StartPrice, Dec8 Tick, Dec8 Lot, int TypicalLots);

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>What a venue says of a perpetual's funding and its marks.</summary>
/// <param name="HasRate">False for contracts without funding.</param>
/// <param name="Rate">A fraction per funding interval, signed: what longs pay to shorts. In a history the rate that was settled, in a stream the one that is foretold.</param>
/// <param name="MarkPrice">In quote currency; zero where unstated.</param>
/// <param name="IndexPrice">Of the underlying, in quote currency; zero where unstated.</param>
public readonly record struct FundingUpdate(bool HasRate, Dec8 Rate, Dec8 MarkPrice, Dec8 IndexPrice);

namespace CryptoScalp.Rules.MarketData;

/// <summary>The first occurrence of a fault.</summary>
/// <param name="Line">1-based line; 0 where the fault has none.</param>
/// <param name="Excerpt">Up to 120 characters of the line, unprintable ones as '?'.</param>
public sealed record FaultExample(long Line, string Excerpt);

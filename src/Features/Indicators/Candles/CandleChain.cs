namespace CryptoScalp.Rules.Features;

/// <summary>A total that rolls along a series from one candle on. Patterns that look back equally far share it; others differ in their last bits.</summary>
/// <param name="Rolled">What is added up.</param>
/// <param name="Origin">The candle whose total is added up afresh, from which it rolls: counted from the first of the series.</param>
internal readonly record struct CandleChain(CandleRolled Rolled, int Origin);

namespace CryptoScalp.Rules.MarketData;

/// <summary>Where an event came from, so that a proof can cite the frame.</summary>
/// <param name="FeedIndex">Index of the feed among those merged; 0 when it is alone.</param>
/// <param name="Line">1-based line of the file; for a simulated feed, the 1-based number of the event.</param>
/// <param name="Checksum">CRC-32C of the line without its end, so that a recording can be held against a proof; 0 where there are no bytes.</param>
public readonly record struct SourcePosition(int FeedIndex, long Line, uint Checksum = 0);

namespace CryptoScalp.Rules.MarketData;

/// <summary>A change in the health of an instrument's feed.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="ExpectedId">For a gap: the id that should have come next; otherwise 0.</param>
/// <param name="ActualId">For a gap: the id that came; for a synchronisation: the book's update id; otherwise 0.</param>
public readonly record struct FeedStatus(FeedStatusKind Kind, long ExpectedId, long ActualId);

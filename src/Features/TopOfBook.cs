using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features;

/// <summary>Best bid and ask with their sizes; a kernel only ever sees a sound one.</summary>
internal readonly record struct TopOfBook(Dec8 Bid, Dec8 BidQuantity, Dec8 Ask, Dec8 AskQuantity)
{
    /// <summary>All four numbers are positive and bid does not exceed ask (a locked market, bid = ask, is sound).</summary>
    public bool IsSound => Bid.Raw > 0 && BidQuantity.Raw > 0 && AskQuantity.Raw > 0 && Bid <= Ask;

    /// <summary>The middle of bid and ask in quote currency, rounded once. The sum is unsigned so that it cannot overflow.</summary>
    public double Mid => ((ulong)Bid.Raw + (ulong)Ask.Raw) / (2.0 * Dec8.Scale);
}

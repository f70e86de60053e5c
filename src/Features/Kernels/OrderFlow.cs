namespace CryptoScalp.Rules.Features;

/// <summary>What an update of one level says about supply and demand. R. Cont, A. Kukanov, S. Stoikov, The Price Impact of Order Book Events (2014).</summary>
internal static class OrderFlow
{
    /// <summary>
    /// The quantity added to the bid less that taken from it, less the same of the ask: a better price counts its whole quantity as
    /// added, a worse one the whole old quantity as taken. In units of 1e-8; exact.
    /// </summary>
    public static Int128 Of(in TopOfBook before, in TopOfBook now)
    {
        Int128 flow = 0;
        flow += now.Bid >= before.Bid ? now.BidQuantity.Raw : 0;
        flow -= now.Bid <= before.Bid ? before.BidQuantity.Raw : 0;
        flow -= now.Ask <= before.Ask ? now.AskQuantity.Raw : 0;
        flow += now.Ask >= before.Ask ? before.AskQuantity.Raw : 0;
        return flow;
    }
}

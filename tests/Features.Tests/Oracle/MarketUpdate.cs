using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features.Tests;

/// <summary>One recorded update, so that the batch oracle can look at the whole history.</summary>
internal abstract record MarketUpdate(long AtNs)
{
    public abstract UpdateOutcome ApplyTo(FeatureSet set);
}

internal sealed record QuoteUpdate(long AtNs, Dec8 Bid, Dec8 BidQuantity, Dec8 Ask, Dec8 AskQuantity) : MarketUpdate(AtNs)
{
    public bool IsSound => Bid > Dec8.Zero && BidQuantity > Dec8.Zero && Ask >= Bid && AskQuantity > Dec8.Zero;

    public double Mid => (double)(((decimal)Bid.Raw + Ask.Raw) / 200_000_000m);

    public override UpdateOutcome ApplyTo(FeatureSet set) => set.OnQuote(new EventTime(AtNs), Bid, BidQuantity, Ask, AskQuantity);
}

internal sealed record BookUpdate(long AtNs, Dec8[] BidPrices, Dec8[] Bids, Dec8[] AskPrices, Dec8[] Asks) : MarketUpdate(AtNs)
{
    public override UpdateOutcome ApplyTo(FeatureSet set) =>
        set.OnBook(new EventTime(AtNs), new BookDepth(BidPrices, Bids, AskPrices, Asks));
}

internal sealed record TradeUpdate(long AtNs, Dec8 Price, Dec8 Quantity, bool IsBuy) : MarketUpdate(AtNs)
{
    public override UpdateOutcome ApplyTo(FeatureSet set) => set.OnTrade(new EventTime(AtNs), Price, Quantity, IsBuy);
}

internal sealed record TimeUpdate(long AtNs) : MarketUpdate(AtNs)
{
    public override UpdateOutcome ApplyTo(FeatureSet set) => set.AdvanceTo(new EventTime(AtNs));
}

internal sealed record MarksUpdate(long AtNs, double Rate, double Mark, double Index) : MarketUpdate(AtNs)
{
    public bool IsSound => double.IsNaN(Mark) || Mark > 0;

    public override UpdateOutcome ApplyTo(FeatureSet set) => set.OnFunding(new EventTime(AtNs), new FundingMarks(Rate, Mark, Index));
}

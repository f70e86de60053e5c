namespace CryptoScalp.Rules.Features;

/// <summary>Which side of the book presses harder, -1 to 1: the quantities of the best levels weighted by one over their distance from the mid.</summary>
/// <remarks>(bids - asks) / (bids + asks) of those weighted sums; absent in a locked book, where the distance is zero. As the book pressure of Cartea, Jaimungal and Penalva (2015). Warm-up: none.</remarks>
internal sealed class BookPressureKernel(int levels) : FeatureKernel
{
    private double _pressure = double.NaN;

    public override double Value => _pressure;

    public override void OnBook(in BookDepth depth)
    {
        Int128 twiceMid = (Int128)depth.BidPrices[0].Raw + depth.AskPrices[0].Raw;
        double bids = BookSides.Pull(depth.BidPrices, depth.BidQuantities, levels, twiceMid);
        double asks = BookSides.Pull(depth.AskPrices, depth.AskQuantities, levels, twiceMid);
        _pressure = depth.BidPrices[0] < depth.AskPrices[0] ? (bids - asks) / (bids + asks) : double.NaN;
    }

    public override void OnBookLost() => _pressure = double.NaN;
}

namespace CryptoScalp.Rules.Features;

/// <summary>How thick the book is: quantity of the best levels for each basis point they reach from the mid, the mean of both sides; base units per bps.</summary>
/// <remarks>Steep books hold more before the price gives way. After R. Næs and J. Skjeltorp, Order Book Characteristics and the Volume-Volatility Relation (2006). Absent in a locked book. Warm-up: none.</remarks>
internal sealed class DepthSlopeKernel(int levels) : FeatureKernel
{
    private double _slope = double.NaN;

    public override double Value => _slope;

    public override void OnBook(in BookDepth depth)
    {
        Int128 twiceMid = (Int128)depth.BidPrices[0].Raw + depth.AskPrices[0].Raw;
        double bids = BookSides.Slope(depth.BidPrices, depth.BidQuantities, levels, twiceMid);
        double asks = BookSides.Slope(depth.AskPrices, depth.AskQuantities, levels, twiceMid);
        _slope = depth.BidPrices[0] < depth.AskPrices[0] ? (bids + asks) / 2 : double.NaN;
    }

    public override void OnBookLost() => _slope = double.NaN;
}

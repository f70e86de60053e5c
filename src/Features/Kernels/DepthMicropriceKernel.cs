namespace CryptoScalp.Rules.Features;

/// <summary>The microprice of the best levels: each side's mean price weighted by the other side's quantity, in quote currency.</summary>
/// <remarks>
/// (B·askQty + A·bidQty) / (bidQty + askQty), with B and A the quantity-weighted mean prices of the sides: the weighted mid of Gatheral and Oomen (2010)
/// taken deeper. A side with fewer levels counts with those it has. Warm-up: none.
/// </remarks>
internal sealed class DepthMicropriceKernel(int levels) : FeatureKernel
{
    private double _price = double.NaN;

    public override double Value => _price;

    public override void OnBook(in BookDepth depth)
    {
        (double bid, double bids) = BookSides.MeanPrice(depth.BidPrices, depth.BidQuantities, levels);
        (double ask, double asks) = BookSides.MeanPrice(depth.AskPrices, depth.AskQuantities, levels);
        _price = bid + ((ask - bid) * (bids / (bids + asks)));
    }

    public override void OnBookLost() => _price = double.NaN;
}

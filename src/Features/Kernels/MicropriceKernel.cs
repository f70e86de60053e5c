namespace CryptoScalp.Rules.Features;

/// <summary>Size-weighted mid, in quote currency; leans toward the side with less resting size. Warm-up: none.</summary>
/// <remarks>
/// (bid·askQty + ask·bidQty) / (bidQty + askQty), computed as bid + spread·bidQty / (bidQty + askQty) and kept from
/// rounding past the ask. Source: Gatheral and Oomen 2010; Stoikov 2018 calls it the weighted mid.
/// </remarks>
internal sealed class MicropriceKernel : FeatureKernel
{
    private double _microprice = double.NaN;

    public override double Value => _microprice;

    public override void OnQuote(long nowMs, in TopOfBook top)
    {
        double bid = top.Bid.ToDouble();
        double bidQuantity = top.BidQuantity.ToDouble();
        double weight = bidQuantity / (bidQuantity + top.AskQuantity.ToDouble());
        double ask = top.Ask.ToDouble();
        _microprice = Math.Min(ask, bid + ((ask - bid) * weight));
    }

    public override void OnQuoteLost(long nowMs) => _microprice = double.NaN;
}

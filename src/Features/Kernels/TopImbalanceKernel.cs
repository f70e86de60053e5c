namespace CryptoScalp.Rules.Features;

/// <summary>Imbalance of the sizes at the best prices: (bidQty - askQty) / (bidQty + askQty), -1 to 1. Warm-up: none.</summary>
internal sealed class TopImbalanceKernel : FeatureKernel
{
    private double _imbalance = double.NaN;

    public override double Value => _imbalance;

    public override void OnQuote(long nowMs, in TopOfBook top) => _imbalance = Imbalance.Of(top.BidQuantity.Raw, top.AskQuantity.Raw);

    public override void OnQuoteLost(long nowMs) => _imbalance = double.NaN;
}

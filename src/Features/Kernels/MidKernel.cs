namespace CryptoScalp.Rules.Features;

/// <summary>The middle of the best bid and ask, in quote currency. Warm-up: none.</summary>
internal sealed class MidKernel : FeatureKernel
{
    private double _mid = double.NaN;

    public override double Value => _mid;

    public override void OnQuote(long nowMs, in TopOfBook top) => _mid = top.Mid;

    public override void OnQuoteLost(long nowMs) => _mid = double.NaN;
}

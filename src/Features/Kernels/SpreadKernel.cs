using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features;

/// <summary>Best ask less best bid, in quote currency; 0 in a locked market. Subtracted exactly, then rounded once. Warm-up: none.</summary>
internal sealed class SpreadKernel : FeatureKernel
{
    private double _spread = double.NaN;

    public override double Value => _spread;

    public override void OnQuote(long nowMs, in TopOfBook top) => _spread = (double)(top.Ask.Raw - top.Bid.Raw) / Dec8.Scale;

    public override void OnQuoteLost(long nowMs) => _spread = double.NaN;
}

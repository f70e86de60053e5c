namespace CryptoScalp.Rules.Features;

/// <summary>The spread in basis points of the mid: 10000 (ask - bid) / mid = 20000 (ask - bid) / (ask + bid). Warm-up: none.</summary>
internal sealed class SpreadBpsKernel : FeatureKernel
{
    private double _bps = double.NaN;

    public override double Value => _bps;

    // Both operands are exact integers in units of 1e-8; the scale cancels.
    public override void OnQuote(long nowMs, in TopOfBook top) =>
        _bps = 20_000.0 * (top.Ask.Raw - top.Bid.Raw) / ((ulong)top.Ask.Raw + (ulong)top.Bid.Raw);

    public override void OnQuoteLost(long nowMs) => _bps = double.NaN;
}

namespace CryptoScalp.Rules.Features;

/// <summary>What takers paid lately, in basis points: the mean over traded quantity of 2 d (price - mid) / mid, d = 1 for buys and -1 for sells.</summary>
/// <remarks>
/// The mid is that in effect at the trade; trades without a quote do not count. Absent in a window without any.
/// Source: M. Blume and M. Goldstein (1992); J. Hasbrouck, Empirical Market Microstructure (2007). Warm-up: none beyond the first trade.
/// </remarks>
internal sealed class EffectiveSpreadKernel(long horizonMs) : FeatureKernel
{
    private readonly TimedSums _paid = new(horizonMs);
    private Int128 _twiceMid;

    public override double Value => _paid.B > 0 ? _paid.A / _paid.B : double.NaN;

    public override void Advance(long nowMs) => _paid.Advance(nowMs);

    public override void OnQuote(long nowMs, in TopOfBook top) => _twiceMid = (Int128)top.Bid.Raw + top.Ask.Raw;

    public override void OnQuoteLost(long nowMs) => _twiceMid = 0;

    public override void OnTrade(long nowMs, Primitives.Dec8 price, Primitives.Dec8 quantity, bool isBuy)
    {
        if (_twiceMid > 0)
        {
            double traded = quantity.ToDouble();
            double distance = (double)((2 * (Int128)price.Raw) - _twiceMid) / (double)_twiceMid;
            _paid.Add(nowMs, (isBuy ? 20_000 : -20_000) * distance * traded, traded);
        }
    }
}

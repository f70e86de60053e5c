namespace CryptoScalp.Rules.Features;

/// <summary>What makers earned: as the effective spread, but against the mid some time after each trade, in basis points.</summary>
/// <remarks>
/// Each trade is judged once that time has passed, with the mid then in effect (quotes of that very millisecond not yet), and counts in the window from that moment;
/// without a mid it does not count. Effective less realised spread is the price impact. Source: R. Huang and H. Stoll (1996). Negative in toxic flow.
/// </remarks>
internal sealed class RealisedSpreadKernel(long delayMs, long horizonMs) : FeatureKernel
{
    private readonly Pending[] _ring = new Pending[delayMs + 1];
    private readonly TimedSums _earned = new(horizonMs);
    private int _first;
    private int _count;
    private Int128 _twiceMid;

    public override double Value => _earned.B > 0 ? _earned.A / _earned.B : double.NaN;

    public override void Advance(long nowMs)
    {
        while (_count > 0 && _ring[_first].AtMs <= nowMs - delayMs)
        {
            Judge(_ring[_first]);
            _first = Index(1);
            _count--;
        }

        _earned.Advance(nowMs);
    }

    public override void OnQuote(long nowMs, in TopOfBook top) => _twiceMid = (Int128)top.Bid.Raw + top.Ask.Raw;

    public override void OnQuoteLost(long nowMs) => _twiceMid = 0;

    public override void OnTrade(long nowMs, Primitives.Dec8 price, Primitives.Dec8 quantity, bool isBuy)
    {
        if (_count == 0 || _ring[Index(_count - 1)].AtMs != nowMs)
        {
            _ring[Index(_count++)] = new Pending { AtMs = nowMs, Price = price.Raw };
        }

        ref Pending pending = ref _ring[Index(_count - 1)];
        Int128 signed = isBuy ? quantity.Raw : -quantity.Raw;
        pending.Off += signed * ((Int128)price.Raw - pending.Price);
        pending.Signed += signed;
        pending.Quantity += quantity.Raw;
    }

    private void Judge(in Pending pending)
    {
        if (_twiceMid > 0)
        {
            long at = pending.AtMs + delayMs;
            _earned.Advance(at);
            double distance = (double)(2 * pending.Off) + ((double)pending.Signed * (double)((2 * (Int128)pending.Price) - _twiceMid));
            _earned.Add(at, 20_000 * distance / (double)_twiceMid, (double)pending.Quantity);
        }
    }

    private int Index(int offset)
    {
        int index = _first + offset;
        return index >= _ring.Length ? index - _ring.Length : index;
    }

    /// <summary>The trades of a millisecond: their first price, and what the others were off it times their signed quantities. Exact.</summary>
    private struct Pending
    {
        public long AtMs;
        public long Price;
        public Int128 Off;
        public Int128 Signed;
        public Int128 Quantity;
    }
}

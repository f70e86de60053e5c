using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features;

/// <summary>Who has been aggressive lately: (bought - sold) / (bought + sold), -1 to 1.</summary>
/// <remarks>
/// Over trades with now - horizon &lt; t &lt;= now. Trades of one millisecond share an entry, so at most one entry per
/// millisecond of the horizon exists and the ring cannot overflow. The sums are exact integers: no drift, whatever the run's length.
/// Absent in a window without trades. Warm-up: one horizon from the first update of any kind.
/// </remarks>
internal sealed class TradeFlowImbalanceKernel(long horizonMs) : FeatureKernel
{
    private readonly Entry[] _ring = new Entry[horizonMs];
    private readonly WarmUp _warmUp = new(horizonMs);
    private int _first;
    private int _count;
    private Int128 _bought;
    private Int128 _sold;

    public override double Value => _warmUp.IsOver ? Imbalance.Of(_bought, _sold) : double.NaN;

    public override void Advance(long nowMs)
    {
        _warmUp.Advance(nowMs);
        while (_count > 0 && _ring[_first].AtMs <= nowMs - horizonMs)
        {
            _bought -= _ring[_first].Bought;
            _sold -= _ring[_first].Sold;
            _first = (_first + 1) % _ring.Length;
            _count--;
        }
    }

    public override void OnTrade(long nowMs, Dec8 price, Dec8 quantity, bool isBuy)
    {
        ref Entry entry = ref EntryAt(nowMs);
        if (isBuy)
        {
            entry.Bought += quantity.Raw;
            _bought += quantity.Raw;
        }
        else
        {
            entry.Sold += quantity.Raw;
            _sold += quantity.Raw;
        }
    }

    public override bool TryReset()
    {
        _warmUp.Reset();
        (_first, _count) = (0, 0);
        (_bought, _sold) = (0, 0);
        return true;
    }

    private ref Entry EntryAt(long nowMs)
    {
        if (_count == 0 || _ring[Index(_count - 1)].AtMs != nowMs)
        {
            _ring[Index(_count++)] = new Entry { AtMs = nowMs };
        }

        return ref _ring[Index(_count - 1)];
    }

    private int Index(int offset) => (_first + offset) % _ring.Length;

    private struct Entry
    {
        public long AtMs;
        public Int128 Bought;
        public Int128 Sold;
    }
}

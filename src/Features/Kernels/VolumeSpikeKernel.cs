using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features;

/// <summary>Recent volume against its own past: 1 is usual, 5 is five times the usual.</summary>
/// <remarks>
/// Volume is counted in slots of 100 ms of event time. Recent are the current slot and those before it, <c>recentSlots</c> in all;
/// the baseline is the <c>baselineSlots</c> before those, as a mean per <c>recentSlots</c>. Slots bound the memory whatever the
/// trade rate, at the price of window edges that are rounded to 100 ms. Sums are exact integers.
/// Absent when the baseline saw no trade. Warm-up: both windows from the first update of any kind, in whole slots.
/// </remarks>
internal sealed class VolumeSpikeKernel(int recentSlots, int baselineSlots) : FeatureKernel
{
    /// <summary>Milliseconds of one slot.</summary>
    public const long SlotMs = 100;

    private readonly Int128[] _volumes = new Int128[recentSlots + baselineSlots];
    private Int128 _recent;
    private Int128 _baseline;
    private long? _firstSlot;
    private long _slot;

    public override double Value =>
        _firstSlot is { } first && _slot - first >= _volumes.Length && _baseline > 0
            ? (double)_recent / (double)_baseline * ((double)baselineSlots / recentSlots)
            : double.NaN;

    public override void Advance(long nowMs)
    {
        long slot = EventClock.FloorDivide(nowMs, SlotMs);
        if (_firstSlot is null)
        {
            _firstSlot = slot;
            _slot = slot;
        }

        if (slot - _slot >= _volumes.Length)
        {
            Forget(slot);
        }

        while (_slot < slot)
        {
            Step();
        }
    }

    public override void OnTrade(long nowMs, Dec8 price, Dec8 quantity, bool isBuy)
    {
        _volumes[Index(_slot)] += quantity.Raw;
        _recent += quantity.Raw;
    }

    /// <summary>One slot on: the oldest recent slot joins the baseline, the oldest baseline slot is dropped and its place reused.</summary>
    private void Step()
    {
        _slot++;
        ref Int128 oldest = ref _volumes[Index(_slot)];
        Int128 ageing = _volumes[Index(_slot - recentSlots)];
        _baseline += ageing - oldest;
        _recent -= ageing;
        oldest = 0;
    }

    private void Forget(long slot)
    {
        Array.Clear(_volumes);
        _recent = 0;
        _baseline = 0;
        _slot = slot;
    }

    private int Index(long slot) => (int)EventClock.FloorModulo(slot, _volumes.Length);
}

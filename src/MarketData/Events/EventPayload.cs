using System.Runtime.InteropServices;

namespace CryptoScalp.Rules.MarketData;

/// <summary>The kinds share one place in memory, which keeps an event near 130 bytes; none of them holds a reference, so overlap is safe.</summary>
[StructLayout(LayoutKind.Explicit)]
internal struct EventPayload
{
    [FieldOffset(0)]
    public Quote Quote;

    [FieldOffset(0)]
    public Trade Trade;

    [FieldOffset(0)]
    public Bar Bar;

    [FieldOffset(0)]
    public BookUpdateIds BookIds;

    [FieldOffset(0)]
    public FeedStatus Status;

    [FieldOffset(0)]
    public FundingUpdate Funding;
}

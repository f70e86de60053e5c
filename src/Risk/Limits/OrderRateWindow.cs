using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>How many orders went out within the last window of event time: now - window &lt; t &lt;= now. Bounded by the limit itself.</summary>
/// <remarks>Times that go back count as the latest time seen.</remarks>
internal sealed class OrderRateWindow(int maxOrders, long windowNs)
{
    private readonly long[] _sent = new long[maxOrders];
    private int _count;
    private int _next;
    private long _latest = long.MinValue;

    /// <summary>Orders of the window that ends at <paramref name="now"/>, at most the limit. Changes nothing.</summary>
    public int Count(EventTime now)
    {
        Int128 from = (Int128)Math.Max(_latest, now.Nanoseconds) - windowNs;
        int inside = 0;
        for (int i = 0; i < _count; i++)
        {
            inside += _sent[i] > from ? 1 : 0;
        }

        return inside;
    }

    /// <summary>An order went out. When the ring is full the oldest is forgotten: the count is at its limit either way.</summary>
    public void Record(EventTime at)
    {
        _latest = Math.Max(_latest, at.Nanoseconds);
        _sent[_next] = _latest;
        _next = (_next + 1) % _sent.Length;
        _count = Math.Min(_count + 1, _sent.Length);
    }
}

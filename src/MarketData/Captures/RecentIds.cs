namespace CryptoScalp.Rules.MarketData;

/// <summary>The last 4096 trade ids of an instrument: enough to catch a reconnect's repetitions in bounded memory.</summary>
internal sealed class RecentIds
{
    private const int Capacity = 4096;

    private readonly long[] _ring = new long[Capacity];
    private readonly HashSet<long> _present = new(Capacity + 1);
    private long _added;

    /// <summary>False when the id is among the recent ones.</summary>
    public bool TryAdd(long id)
    {
        if (!_present.Add(id))
        {
            return false;
        }

        int slot = (int)(_added % Capacity);
        if (_added >= Capacity)
        {
            _present.Remove(_ring[slot]);
        }

        _ring[slot] = id;
        _added++;
        return true;
    }
}

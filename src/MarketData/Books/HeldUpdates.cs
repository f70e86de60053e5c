namespace CryptoScalp.Rules.MarketData;

/// <summary>Updates that wait for a snapshot, oldest first, bounded in updates and in levels.</summary>
internal sealed class HeldUpdates
{
    /// <summary>About a quarter of an hour of 100 ms updates, or a minute of 10 ms ones.</summary>
    public const int MaxUpdates = 10_000;

    /// <summary>Some 16 MB.</summary>
    public const int MaxLevels = 500_000;

    private readonly Queue<MarketEvent> _updates = [];
    private int _levels;

    public int Count => _updates.Count;

    /// <summary>False at the bound.</summary>
    public bool TryAdd(in MarketEvent update)
    {
        int levels = update.Bids.Length + update.Asks.Length;
        if (_updates.Count == MaxUpdates || _levels + levels > MaxLevels)
        {
            return false;
        }

        _updates.Enqueue(update.Detach());
        _levels += levels;
        return true;
    }

    public bool TryPeek(out MarketEvent update) => _updates.TryPeek(out update);

    public void RemoveFirst()
    {
        MarketEvent first = _updates.Dequeue();
        _levels -= first.Bids.Length + first.Asks.Length;
    }

    public void Clear()
    {
        _updates.Clear();
        _levels = 0;
    }
}

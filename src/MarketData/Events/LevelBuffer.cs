namespace CryptoScalp.Rules.MarketData;

/// <summary>Reusable storage for the levels of one book event; grows to the largest frame seen and is then allocation-free.</summary>
internal sealed class LevelBuffer
{
    private BookLevel[] _bids = new BookLevel[64];
    private BookLevel[] _asks = new BookLevel[64];
    private int _bidCount;
    private int _askCount;

    public ReadOnlySpan<BookLevel> Bids => _bids.AsSpan(0, _bidCount);

    public ReadOnlySpan<BookLevel> Asks => _asks.AsSpan(0, _askCount);

    public void Clear() => _bidCount = _askCount = 0;

    public void AddBid(BookLevel level) => Add(ref _bids, ref _bidCount, level);

    public void AddAsk(BookLevel level) => Add(ref _asks, ref _askCount, level);

    public LevelBuffer Copy()
    {
        return new LevelBuffer { _bids = Bids.ToArray(), _asks = Asks.ToArray(), _bidCount = _bidCount, _askCount = _askCount };
    }

    private static void Add(ref BookLevel[] levels, ref int count, BookLevel level)
    {
        if (count == levels.Length)
        {
            Array.Resize(ref levels, Math.Max(64, count * 2));
        }

        levels[count++] = level;
    }
}

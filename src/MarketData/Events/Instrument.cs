namespace CryptoScalp.Rules.MarketData;

/// <summary>A symbol on a venue. Each feed hands out one object per pair, so feeds may be compared by value and caches by reference.</summary>
/// <param name="Venue">Name text with its slash: <c>/binance_spot</c>.</param>
/// <param name="Symbol">The venue's own spelling: <c>BTCUSDT</c>, <c>BTCUSD_PERP</c>.</param>
public sealed record Instrument(string Venue, string Symbol) : IComparable<Instrument>
{
    /// <summary>By venue, then symbol, ordinal.</summary>
    public int CompareTo(Instrument? other)
    {
        if (other is null)
        {
            return 1;
        }

        int byVenue = string.CompareOrdinal(Venue, other.Venue);
        return byVenue != 0 ? byVenue : string.CompareOrdinal(Symbol, other.Symbol);
    }

    /// <summary><c>/binance_spot:BTCUSDT</c>.</summary>
    public override string ToString() => $"{Venue}:{Symbol}";
}

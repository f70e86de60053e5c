namespace CryptoScalp.Rules.Risk;

/// <summary>What is traded, and where. Both parts are compared by ordinal text.</summary>
/// <param name="Venue">A name, for example <c>/binance_spot</c>.</param>
/// <param name="Symbol">As the venue spells it, for example <c>BTCUSDT</c>.</param>
public readonly record struct InstrumentId(string Venue, string Symbol) : IComparable<InstrumentId>
{
    public static bool operator <(InstrumentId left, InstrumentId right) => left.CompareTo(right) < 0;

    public static bool operator >(InstrumentId left, InstrumentId right) => left.CompareTo(right) > 0;

    public static bool operator <=(InstrumentId left, InstrumentId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(InstrumentId left, InstrumentId right) => left.CompareTo(right) >= 0;

    public int CompareTo(InstrumentId other)
    {
        int byVenue = string.CompareOrdinal(Venue, other.Venue);
        return byVenue != 0 ? byVenue : string.CompareOrdinal(Symbol, other.Symbol);
    }

    /// <summary><c>/binance_spot:BTCUSDT</c>.</summary>
    public override string ToString() => $"{Venue}:{Symbol}";
}

namespace CryptoScalp.Rules.MarketData;

/// <summary>The ids that chain book updates. A snapshot has only <paramref name="Last"/>; 0 throughout where the venue has no ids.</summary>
/// <param name="First">Binance <c>U</c>: first update id that the frame covers.</param>
/// <param name="Last">Binance <c>u</c>, or <c>lastUpdateId</c> of a snapshot.</param>
/// <param name="Previous">Binance futures <c>pu</c>: <c>u</c> of the frame before; -1 on spot, which chains by <paramref name="First"/>.</param>
public readonly record struct BookUpdateIds(long First, long Last, long Previous)
{
    /// <summary>The value of <see cref="Previous"/> where frames chain by <see cref="First"/>.</summary>
    public const long NoPrevious = -1;

    /// <summary>True when the frame names its predecessor (futures).</summary>
    public bool NamesPrevious => Previous != NoPrevious;

    /// <summary>True when the venue numbers its updates at all.</summary>
    public bool IsSequenced => Last != 0;
}

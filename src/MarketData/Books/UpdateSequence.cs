namespace CryptoScalp.Rules.MarketData;

/// <summary>Whether a book update follows what the book holds, by the venue's ids.</summary>
/// <remarks>
/// The first update after a snapshot must cover the snapshot's id + 1; it may begin before it. From then on futures chain exactly, by naming the
/// update before (<c>pu</c>); spot chains by <c>U</c>, where an overlap is harmless since sizes are absolute.
/// </remarks>
internal struct UpdateSequence
{
    private bool _chained;

    /// <summary>Id of the last snapshot or update taken.</summary>
    public long LastId { get; private set; }

    /// <summary>The id that an update such as this one should have continued from.</summary>
    public readonly long ExpectedBy(in BookUpdateIds ids) => ids.NamesPrevious ? LastId : LastId + 1;

    /// <summary>True when no update between the last one taken and this one is missing.</summary>
    public readonly bool IsFollowedBy(in BookUpdateIds ids) =>
        _chained && ids.NamesPrevious ? ids.Previous == LastId : Covers(ids, LastId);

    /// <summary>True when no update between the id and this one is missing.</summary>
    public static bool Covers(in BookUpdateIds ids, long id) => ids.NamesPrevious ? ids.Previous <= id : ids.First <= id + 1;

    public void StartAt(in BookUpdateIds snapshot)
    {
        LastId = snapshot.Last;
        _chained = false;
    }

    public void Take(in BookUpdateIds update)
    {
        LastId = update.Last;
        _chained = true;
    }
}

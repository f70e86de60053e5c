using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features;

/// <summary>One streaming feature of one venue and symbol: numbers in, one number out.</summary>
/// <remarks>
/// Life cycle: constructed (absent), warming up (absent), warm (has a value whenever its inputs do). Reset is by construction,
/// but where windows are large (<see cref="TryReset"/>). A kernel allocates only in its constructor; an update costs O(1) amortised. Times are whole milliseconds of event time
/// (floor), and <see cref="FeatureSet"/> guarantees that they never go back and that <see cref="Advance"/> comes before
/// every other call with the same time. Not thread-safe: one writer.
/// </remarks>
internal abstract class FeatureKernel
{
    /// <summary>The value at the time of the last call; NaN when absent.</summary>
    public abstract double Value { get; }

    /// <summary>Event time has reached <paramref name="nowMs"/>; nothing else has changed yet.</summary>
    public virtual void Advance(long nowMs)
    {
    }

    public virtual void OnQuote(long nowMs, in TopOfBook top)
    {
    }

    /// <summary>There is no usable quote from now on, until the next <see cref="OnQuote"/>.</summary>
    public virtual void OnQuoteLost(long nowMs)
    {
    }

    public virtual void OnBook(in BookDepth depth)
    {
    }

    /// <summary>There is no usable book from now on, until the next <see cref="OnBook"/>.</summary>
    public virtual void OnBookLost()
    {
    }

    /// <summary>The venue told of funding and its marks.</summary>
    public virtual void OnFunding(long nowMs, in FundingMarks marks)
    {
    }

    /// <summary>Becomes as it was constructed, in the memory that it has; false where a new one has to be made.</summary>
    /// <remarks>An outage of a feed would otherwise leave megabytes of windows to the collector.</remarks>
    public virtual bool TryReset() => false;

    /// <param name="price">Positive.</param>
    /// <param name="quantity">Positive.</param>
    /// <param name="isBuy">The aggressor bought.</param>
    public virtual void OnTrade(long nowMs, Dec8 price, Dec8 quantity, bool isBuy)
    {
    }
}

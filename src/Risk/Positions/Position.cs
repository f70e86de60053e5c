using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>What is held of one instrument, at one moment.</summary>
/// <param name="Quantity">Positive long, negative short; base units or contracts.</param>
/// <param name="Cost">What the open quantity was bought for (positive) or sold for (negative), without fees.</param>
/// <param name="Mark">The price it is valued at; null before the first.</param>
/// <param name="MarkAt">Event time of the mark.</param>
public readonly record struct Position(
    InstrumentId Instrument, Dec8 Quantity, Amount Cost, Dec8? Mark, EventTime MarkAt, Dec8 ContractSize)
{
    public bool IsFlat => Quantity.IsZero;

    /// <summary>cost / (quantity × contract size), half to even at the eighth digit: for display; null when flat. Profits use <see cref="Cost"/>.</summary>
    public Dec8? AverageEntry
    {
        get
        {
            Int128 units = (Int128)Quantity.Raw * ContractSize.Raw;
            return units == 0 ? null : new Dec8((long)Dec8.DivideHalfEven(Cost.Raw, units));
        }
    }
}

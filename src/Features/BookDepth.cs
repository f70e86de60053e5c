using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features;

/// <summary>The visible order book for the length of one call: four spans, best level first, prices in quote currency, quantities in base units or contracts.</summary>
/// <remarks>The two spans of a side have equal lengths; either side may be empty.</remarks>
public readonly ref struct BookDepth
{
    public BookDepth(
        ReadOnlySpan<Dec8> bidPrices, ReadOnlySpan<Dec8> bidQuantities, ReadOnlySpan<Dec8> askPrices, ReadOnlySpan<Dec8> askQuantities)
    {
        if (bidPrices.Length != bidQuantities.Length || askPrices.Length != askQuantities.Length)
        {
            throw new ArgumentException("a side of a book needs as many quantities as prices");
        }

        BidPrices = bidPrices;
        BidQuantities = bidQuantities;
        AskPrices = askPrices;
        AskQuantities = askQuantities;
    }

    public ReadOnlySpan<Dec8> BidPrices { get; }

    public ReadOnlySpan<Dec8> BidQuantities { get; }

    public ReadOnlySpan<Dec8> AskPrices { get; }

    public ReadOnlySpan<Dec8> AskQuantities { get; }

    /// <summary>Both sides have a level, all read numbers are positive and the best bid does not exceed the best ask.</summary>
    internal bool IsSound
    {
        get
        {
            if (BidPrices.IsEmpty || AskPrices.IsEmpty || BidPrices[0] > AskPrices[0])
            {
                return false;
            }

            return AllPositive(BidPrices) && AllPositive(BidQuantities) && AllPositive(AskPrices) && AllPositive(AskQuantities);
        }
    }

    private static bool AllPositive(ReadOnlySpan<Dec8> numbers)
    {
        foreach (Dec8 number in numbers)
        {
            if (number.Raw <= 0)
            {
                return false;
            }
        }

        return true;
    }
}

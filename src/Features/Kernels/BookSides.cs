using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features;

/// <summary>Sums over the levels of one side of a book, best first.</summary>
internal static class BookSides
{
    /// <summary>The quantity-weighted mean price of the best levels, and their quantity.</summary>
    public static (double Price, double Quantity) MeanPrice(ReadOnlySpan<Dec8> prices, ReadOnlySpan<Dec8> quantities, int levels)
    {
        (double best, double away, double sum) = (prices[0].ToDouble(), 0, 0);
        for (int i = 0; i < Math.Min(levels, prices.Length); i++)
        {
            double quantity = quantities[i].ToDouble();
            away += quantity * (prices[i].ToDouble() - best);
            sum += quantity;
        }

        return (best + (away / sum), sum);
    }

    /// <summary>Quantity of the best levels, each divided by its distance from the mid.</summary>
    /// <param name="twiceMid">Best bid and ask added up, in units of 1e-8: distances are exact until they are divided.</param>
    public static double Pull(ReadOnlySpan<Dec8> prices, ReadOnlySpan<Dec8> quantities, int levels, Int128 twiceMid)
    {
        double sum = 0;
        for (int i = 0; i < Math.Min(levels, prices.Length); i++)
        {
            sum += quantities[i].ToDouble() / TwiceDistance(prices[i], twiceMid);
        }

        return sum;
    }

    /// <summary>Quantity of the best levels for each basis point that the last of them lies from the mid.</summary>
    public static double Slope(ReadOnlySpan<Dec8> prices, ReadOnlySpan<Dec8> quantities, int levels, Int128 twiceMid)
    {
        int count = Math.Min(levels, prices.Length);
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += quantities[i].ToDouble();
        }

        return sum / (10_000 * TwiceDistance(prices[count - 1], twiceMid) / (double)twiceMid);
    }

    private static double TwiceDistance(Dec8 price, Int128 twiceMid) => (double)Int128.Abs((2 * (Int128)price.Raw) - twiceMid);
}

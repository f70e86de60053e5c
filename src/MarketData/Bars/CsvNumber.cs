using System.Buffers.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Reads a CSV cell as an exact decimal. Files of history carry float noise, so here digits beyond the eighth are rounded and counted.</summary>
internal static class CsvNumber
{
    /// <summary>Null when the value is exact; <see cref="FeedFault.RoundedNumber"/> when it was rounded half to even; otherwise why there is none.</summary>
    public static FeedFault? Read(ReadOnlySpan<byte> cell, out Dec8 value)
    {
        FeedFault? exact = DecimalText.Read(cell, out value);
        return exact is null or FeedFault.NegativeNumber or FeedFault.NumberOutOfRange ? exact : ReadLoosely(cell, out value);
    }

    /// <summary>Exponents and long fractions, through System.Decimal: 28 digits, no binary rounding.</summary>
    private static FeedFault? ReadLoosely(ReadOnlySpan<byte> cell, out Dec8 value)
    {
        value = default;
        if (!Utf8Parser.TryParse(cell, out decimal read, out int used, 'E') && !Utf8Parser.TryParse(cell, out read, out used))
        {
            return FeedFault.NotANumber;
        }

        if (used != cell.Length || read < 0 || read >= 90_000_000_000m)
        {
            return used != cell.Length ? FeedFault.NotANumber : read < 0 ? FeedFault.NegativeNumber : FeedFault.NumberOutOfRange;
        }

        decimal rounded = Math.Round(read, Dec8.Digits, MidpointRounding.ToEven);
        value = new Dec8((long)(rounded * Dec8.Scale));
        return rounded == read ? null : FeedFault.RoundedNumber;
    }
}

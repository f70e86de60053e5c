using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Reads exchange decimals (<c>digits[.digits]</c>, UTF-8) into exact <see cref="Dec8"/> without going through strings.</summary>
internal static class DecimalText
{
    private static readonly long[] Powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    /// <summary>Null when <paramref name="result"/> is the exact value, otherwise why there is none.</summary>
    public static FeedFault? Read(ReadOnlySpan<byte> text, out Dec8 result)
    {
        result = default;
        if (text is [(byte)'-', .. { Length: > 0 } magnitude])
        {
            return Read(magnitude, out _) is null ? FeedFault.NegativeNumber : FeedFault.IllTypedField;
        }

        int point = text.IndexOf((byte)'.');
        ReadOnlySpan<byte> fraction = point < 0 ? [] : text[(point + 1)..];
        ReadOnlySpan<byte> whole = point < 0 ? text : text[..point];
        if (!Digits(whole, out long units) || (point >= 0 && fraction.IsEmpty))
        {
            return whole.Length > 18 && !whole.ContainsAnyExceptInRange((byte)'0', (byte)'9')
                ? FeedFault.NumberOutOfRange
                : FeedFault.IllTypedField;
        }

        return Join(units, fraction, out result);
    }

    private static FeedFault? Join(long units, ReadOnlySpan<byte> fraction, out Dec8 result)
    {
        result = default;
        if (fraction.Length > Dec8.Digits)
        {
            ReadOnlySpan<byte> significant = fraction.TrimEnd((byte)'0');
            if (significant.Length > Dec8.Digits)
            {
                return significant.ContainsAnyExceptInRange((byte)'0', (byte)'9') ? FeedFault.IllTypedField : FeedFault.TooManyDecimals;
            }

            fraction = fraction[..Dec8.Digits];
        }

        long parts = 0;
        if (!fraction.IsEmpty && !Digits(fraction, out parts))
        {
            return FeedFault.IllTypedField;
        }

        if (units > long.MaxValue / Dec8.Scale - 1)
        {
            return FeedFault.NumberOutOfRange;
        }

        result = new Dec8((units * Dec8.Scale) + (parts * Powers[Dec8.Digits - fraction.Length]));
        return null;
    }

    /// <summary>1 to 18 digits, so that the sum cannot overflow.</summary>
    private static bool Digits(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        if (text.Length is 0 or > 18)
        {
            return false;
        }

        foreach (byte b in text)
        {
            uint digit = (uint)(b - '0');
            if (digit > 9)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        return true;
    }
}

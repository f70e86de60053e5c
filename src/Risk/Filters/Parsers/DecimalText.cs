using System.Globalization;
using System.Numerics;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>Decimal numbers as exchanges write them: <c>0.00000100</c>, <c>1E-8</c>, <c>10</c>. Never through a double.</summary>
internal static class DecimalText
{
    private const int MaxLength = 64;
    private const int MaxExponent = 64;

    /// <summary>Parses <c>[-]digits[.digits][e[±]digits]</c>; false when it is no such number or does not fit.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, DecimalRounding rounding, out Dec8 value)
    {
        value = default;
        int e = text.IndexOfAny('e', 'E');
        int exponent = 0;
        if (text.Length > MaxLength || (e >= 0 && !TryExponent(text[(e + 1)..], out exponent)))
        {
            return false;
        }

        return TryDigits(e < 0 ? text : text[..e], out BigInteger digits, out int fractionDigits)
            && TryScale(digits, exponent - fractionDigits, rounding, out value);
    }

    private static bool TryExponent(ReadOnlySpan<char> text, out int exponent) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) && Math.Abs((long)exponent) <= MaxExponent;

    private static bool TryDigits(ReadOnlySpan<char> text, out BigInteger digits, out int fractionDigits)
    {
        digits = 0;
        int point = text.IndexOf('.');
        fractionDigits = point < 0 ? 0 : text.Length - point - 1;
        string joined = point < 0 ? text.ToString() : string.Concat(text[..point], text[(point + 1)..]);
        return point != text.Length - 1
            && (point < 0 || (point > 0 && char.IsAsciiDigit(text[point - 1])))
            && BigInteger.TryParse(joined, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out digits)
            && joined[0] != '+';
    }

    private static bool TryScale(BigInteger digits, int exponent, DecimalRounding rounding, out Dec8 value)
    {
        int shift = exponent + Dec8.Digits;
        BigInteger raw = digits * BigInteger.Pow(10, Math.Max(0, shift));
        raw = BigInteger.DivRem(raw, BigInteger.Pow(10, Math.Max(0, -shift)), out BigInteger rest);
        raw += rest.Sign > 0 && rounding == DecimalRounding.Up ? 1 : rest.Sign < 0 && rounding == DecimalRounding.Down ? -1 : 0;
        bool beyond = raw > long.MaxValue && rounding == DecimalRounding.Down;
        bool fits = beyond || (raw >= long.MinValue && raw <= long.MaxValue && (rest.IsZero || rounding != DecimalRounding.Exact));
        value = fits && !beyond ? new Dec8((long)raw) : default;
        return fits;
    }
}

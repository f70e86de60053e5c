using System.Globalization;
using System.Text;

namespace CryptoScalp.Rules.Primitives;

/// <summary>Exact decimal money: a 64-bit integer scaled by 1e-8, overflow-checked, with 128-bit intermediates.</summary>
/// <remarks>
/// Range ±92,233,720,368.54775807. Multiplication and division round half to even at the eighth digit.
/// Every operation is a <c>Try…</c>: overflow and division by zero are answers, not exceptions.
/// </remarks>
public readonly record struct Dec8(long Raw) : IComparable<Dec8>
{
    /// <summary>Characters that the longest text fits in.</summary>
    private const int MaxText = 24;

    /// <summary>Units in 1.0.</summary>
    public const long Scale = 100_000_000;

    /// <summary>Digits after the point.</summary>
    public const int Digits = 8;

    public static Dec8 Zero => default;

    public static Dec8 One => new(Scale);

    public bool IsZero => Raw == 0;

    public static bool operator <(Dec8 left, Dec8 right) => left.Raw < right.Raw;

    public static bool operator >(Dec8 left, Dec8 right) => left.Raw > right.Raw;

    public static bool operator <=(Dec8 left, Dec8 right) => left.Raw <= right.Raw;

    public static bool operator >=(Dec8 left, Dec8 right) => left.Raw >= right.Raw;

    /// <summary>The whole number as a decimal; false when it does not fit.</summary>
    public static bool TryFromInteger(long whole, out Dec8 result) => TryNarrow((Int128)whole * Scale, out result);

    public static bool TryAdd(Dec8 a, Dec8 b, out Dec8 result) => TryNarrow((Int128)a.Raw + b.Raw, out result);

    public static bool TrySubtract(Dec8 a, Dec8 b, out Dec8 result) => TryNarrow((Int128)a.Raw - b.Raw, out result);

    public static bool TryMultiply(Dec8 a, Dec8 b, out Dec8 result) =>
        TryNarrow(DivideHalfEven((Int128)a.Raw * b.Raw, Scale), out result);

    public static bool TryDivide(Dec8 a, Dec8 b, out Dec8 result)
    {
        if (b.Raw == 0)
        {
            result = default;
            return false;
        }

        return TryNarrow(DivideHalfEven((Int128)a.Raw * Scale, b.Raw), out result);
    }

    /// <summary>The nearest decimal to a finite double, half to even; false for NaN, infinities and values out of range.</summary>
    public static bool TryFromDouble(double value, out Dec8 result)
    {
        double scaled = Math.Round(value * Scale, MidpointRounding.ToEven);
        if (!(Math.Abs(scaled) < 9.2e18))
        {
            result = default;
            return false;
        }

        result = new Dec8((long)scaled);
        return true;
    }

    /// <summary>
    /// Parses <c>[+-]digits[.digits]</c>, exactly: more than eight significant fraction digits, an exponent or an overflow is refused.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Dec8 result)
    {
        result = default;
        bool negative = text.Length > 0 && text[0] == '-';
        ReadOnlySpan<char> body = text.Length > 0 && text[0] is '-' or '+' ? text[1..] : text;
        int point = body.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? body : body[..point];
        ReadOnlySpan<char> fraction = point < 0 ? [] : body[(point + 1)..];
        fraction = fraction.TrimEnd('0');
        if ((whole.Length == 0 && (point < 0 || body.Length == 1)) || fraction.Length > Digits)
        {
            return false;
        }

        Int128 raw = 0;
        for (int i = 0; i < whole.Length + Digits; i++)
        {
            char c = i < whole.Length ? whole[i] : i - whole.Length < fraction.Length ? fraction[i - whole.Length] : '0';
            if (!char.IsAsciiDigit(c) || raw > long.MaxValue)
            {
                return false;
            }

            raw = (raw * 10) + (c - '0');
        }

        return TryNarrow(negative ? -raw : raw, out result);
    }

    public static Dec8 Parse(string text) =>
        TryParse(text, out Dec8 result) ? result : throw new FormatException($"'{text}' is not a decimal with at most eight fraction digits");

    public double ToDouble() => (double)Raw / Scale;

    public int CompareTo(Dec8 other) => Raw.CompareTo(other.Raw);

    /// <summary>Canonical text: no trailing zeros, always at least one fraction digit (<c>100.0</c>, <c>0.00000001</c>).</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[MaxText];
        return new string(text[..Write(text)]);
    }

    /// <summary>Appends what <see cref="ToString"/> gives.</summary>
    public void AppendTo(StringBuilder builder)
    {
        Span<char> text = stackalloc char[MaxText];
        builder.Append(text[..Write(text)]);
    }

    /// <summary>Writes the text and gives its length: the sign, the whole part, a point, and as many of eight digits as are not zeros at the end, at least one.</summary>
    private int Write(Span<char> text)
    {
        Int128 magnitude = Int128.Abs(Raw);
        int length = 0;
        if (Raw < 0)
        {
            text[length++] = '-';
        }

        ((long)(magnitude / Scale)).TryFormat(text[length..], out int whole, default, CultureInfo.InvariantCulture);
        length += whole;
        text[length++] = '.';
        ((long)(magnitude % Scale)).TryFormat(text[length..], out int digits, "D8", CultureInfo.InvariantCulture);
        return length + Math.Max(1, text.Slice(length, digits).TrimEnd('0').Length);
    }

    /// <summary>Half way between two decimals, rounded half to even at the last digit. Cannot overflow.</summary>
    public static Dec8 Midpoint(Dec8 a, Dec8 b)
    {
        // Shared bits plus half of the bits that differ: the sum of both, halved downwards, without its carry.
        long below = (a.Raw & b.Raw) + ((a.Raw ^ b.Raw) >> 1);
        return new Dec8(below + (below & (a.Raw ^ b.Raw) & 1));
    }

    /// <summary>Divides rounding half to even. <paramref name="divisor"/> is not zero.</summary>
    public static Int128 DivideHalfEven(Int128 dividend, Int128 divisor)
    {
        (Int128 quotient, Int128 remainder) = Int128.DivRem(dividend, divisor);
        Int128 twice = Int128.Abs(remainder) * 2;
        Int128 size = Int128.Abs(divisor);
        bool away = twice > size || (twice == size && !Int128.IsEvenInteger(quotient));
        return !away ? quotient : (dividend < 0) ^ (divisor < 0) ? quotient - 1 : quotient + 1;
    }

    private static bool TryNarrow(Int128 raw, out Dec8 result)
    {
        bool fits = raw >= long.MinValue && raw <= long.MaxValue;
        result = fits ? new Dec8((long)raw) : default;
        return fits;
    }
}

using System.Globalization;
using System.Text;

namespace CryptoScalp.Rules.Primitives;

/// <summary>The canonical source text of values (<see cref="ValueText"/>) as UTF-8, without strings on the way for numbers: what journals write on every tick.</summary>
public static class ValueUtf8
{
    /// <summary>More than the longest text of a number, of any kind.</summary>
    private const int LongestNumber = 48;

    /// <summary>Appends the same characters as <see cref="ValueText.Format"/>.</summary>
    public static void Append(Utf8Buffer target, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Number: Append(target, value.AsInt64); break;
            case ValueKind.Dec8: Append(target, value.AsDec8); break;
            case ValueKind.Float64: Append(target, value.AsFloat64); break;
            default: AppendText(target, ValueText.Format(value)); break;
        }
    }

    /// <summary>Digits, with a sign where negative.</summary>
    public static void Append(Utf8Buffer target, long number)
    {
        number.TryFormat(target.Room(LongestNumber), out int used, default, CultureInfo.InvariantCulture);
        target.Advance(used);
    }

    /// <summary>Canonical text: no trailing zeros, always at least one fraction digit.</summary>
    public static void Append(Utf8Buffer target, Dec8 value)
    {
        ulong magnitude = value.Raw < 0 ? 0 - (ulong)value.Raw : (ulong)value.Raw;
        (ulong whole, ulong fraction) = Math.DivRem(magnitude, (ulong)Dec8.Scale);
        if (value.Raw < 0)
        {
            target.Append((byte)'-');
        }

        Append(target, (long)whole);
        target.Append((byte)'.');
        AppendFraction(target, (uint)fraction);
    }

    private static void AppendFraction(Utf8Buffer target, uint fraction)
    {
        Span<byte> digits = target.Room(Dec8.Digits);
        (uint high, uint low) = Math.DivRem(fraction, 10_000);
        WriteFour(digits, high);
        WriteFour(digits[4..], low);
        int used = Dec8.Digits;
        while (used > 1 && digits[used - 1] == '0')
        {
            used--;
        }

        target.Advance(used);
    }

    /// <summary>Four digits of a number below 10,000; the divisions do not wait for each other.</summary>
    private static void WriteFour(Span<byte> digits, uint number)
    {
        (uint first, uint second) = Math.DivRem(number, 100);
        digits[3] = (byte)('0' + (second % 10));
        digits[2] = (byte)('0' + (second / 10));
        digits[1] = (byte)('0' + (first % 10));
        digits[0] = (byte)('0' + (first / 10));
    }

    /// <summary>As <see cref="ValueText.Float"/>: the shortest digits that read back, always with a point, a small <c>e</c> and an exponent without zeros in front.</summary>
    private static void Append(Utf8Buffer target, double value)
    {
        Span<byte> text = stackalloc byte[LongestNumber];
        value.TryFormat(text, out int used, "R", CultureInfo.InvariantCulture);
        text = text[..used];
        int exponent = text.IndexOf((byte)'E');
        ReadOnlySpan<byte> mantissa = exponent < 0 ? text : text[..exponent];
        target.Append(mantissa);
        if (!mantissa.Contains((byte)'.'))
        {
            target.Append(".0"u8);
        }

        if (exponent >= 0)
        {
            target.Append((byte)'e');
            Append(target, int.Parse(text[(exponent + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        }
    }

    private static void AppendText(Utf8Buffer target, string text)
    {
        Span<byte> room = target.Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        target.Advance(Encoding.UTF8.GetBytes(text, room));
    }
}

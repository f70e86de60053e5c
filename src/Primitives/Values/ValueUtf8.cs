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
        int used = 1;
        for (int i = Dec8.Digits - 1; i >= 0; i--)
        {
            (fraction, uint digit) = Math.DivRem(fraction, 10);
            digits[i] = (byte)('0' + digit);
            used = digit != 0 && used == 1 ? i + 1 : used;
        }

        target.Advance(used);
    }

    /// <summary>As <see cref="ValueText.Float"/>: the shortest digits that read back, always with a point, a small <c>e</c> and an exponent without zeros in front.</summary>
    private static void Append(Utf8Buffer target, double value)
    {
        Span<byte> room = target.Room(LongestNumber);
        value.TryFormat(room, out int used, "R", CultureInfo.InvariantCulture);
        int exponent = room[..used].IndexOf((byte)'E');
        bool hasPoint = room[..used].Contains((byte)'.');
        if (exponent < 0 && hasPoint)
        {
            target.Advance(used);
        }
        else if (exponent < 0)
        {
            target.Advance(used);
            target.Append(".0"u8);
        }
        else
        {
            AppendText(target, ValueText.Float(value)); // very large or very small: seldom
        }
    }

    private static void AppendText(Utf8Buffer target, string text)
    {
        Span<byte> room = target.Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        target.Advance(Encoding.UTF8.GetBytes(text, room));
    }
}

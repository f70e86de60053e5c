using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>A number as it was written, exactly: digits with an optional point and sign, times a power of ten (of an exponent or a unit).</summary>
/// <remarks>It has no type yet: its context decides whether it becomes a /number, a /dec8 or a /float64.</remarks>
internal readonly record struct DecimalLiteral(string Mantissa, int Exponent, bool IsFraction)
{
    /// <summary>Exponents beyond this are no number that a type could hold; the bound keeps exact expansion cheap.</summary>
    private const int MaxExponent = 400;

    /// <summary>Reads <c>42</c>, <c>-1.5</c>, <c>.5</c>, <c>2.5e-9</c>; <paramref name="unitExponent"/> is the unit's power of ten.</summary>
    public static bool TryParse(string text, int unitExponent, bool isFraction, out DecimalLiteral literal)
    {
        int e = text.IndexOfAny(['e', 'E']);
        string mantissa = e < 0 ? text : text[..e];
        int exponent = 0;
        bool fine = mantissa.Any(char.IsAsciiDigit)
            && (e < 0 || int.TryParse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            && Math.Abs((long)exponent) <= MaxExponent;
        literal = fine ? new(mantissa, exponent + unitExponent, isFraction) : default;
        return fine;
    }

    public DecimalLiteral Negate() => this with { Mantissa = Mantissa.StartsWith('-') ? Mantissa[1..] : "-" + Mantissa.TrimStart('+') };

    /// <summary>False when there is a fraction part or the whole does not fit 64 bits.</summary>
    public bool TryToInt64(out long value) =>
        long.TryParse(Expand() is var text && text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text,
            NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>Exact; false with more than eight fraction digits or out of range.</summary>
    public bool TryToDec8(out Dec8 value) => Dec8.TryParse(Expand(), out value);

    /// <summary>The nearest double; false when it is infinite.</summary>
    public bool TryToFloat64(out Value value)
    {
        value = default;
        return double.TryParse(string.Create(CultureInfo.InvariantCulture, $"{Mantissa}e{Exponent}"), NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) && Value.TryFloat64(parsed, out value);
    }

    /// <summary>Plain digits with a point where needed.</summary>
    private string Expand()
    {
        bool negative = Mantissa.StartsWith('-');
        string body = Mantissa.TrimStart('-', '+');
        int point = body.IndexOf('.', StringComparison.Ordinal);
        string digits = point < 0 ? body : body.Remove(point, 1);
        int whole = (point < 0 ? body.Length : point) + Exponent;
        string padded = whole < 1 ? new string('0', 1 - whole) + digits : digits;
        int at = Math.Max(whole, 1);
        padded = padded.PadRight(at, '0');
        string fraction = padded[at..].TrimEnd('0');
        return (negative ? "-" : "") + padded[..at] + (fraction.Length == 0 ? "" : "." + fraction);
    }
}

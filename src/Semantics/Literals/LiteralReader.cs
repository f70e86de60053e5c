using System.Globalization;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Reads the meaning of constant tokens.</summary>
internal static class LiteralReader
{
    /// <summary>False with a <paramref name="problem"/> that completes "this … is not a constant: …".</summary>
    public static bool TryRead(SyntaxToken token, out LiteralShape shape, out string problem)
    {
        problem = "";
        shape = default;
        switch (token.Kind)
        {
            case SyntaxKind.Number: return TryNumber(token.Text, 0, false, out shape, out problem);
            case SyntaxKind.Float: return TryNumber(token.Text, 0, true, out shape, out problem);
            case SyntaxKind.Quantity: return TryQuantity(token.Text, out shape, out problem);
            case SyntaxKind.Duration: return TryDuration(token.Text, out shape, out problem);
            case SyntaxKind.Timestamp: return TryTimestamp(token.Text, out shape, out problem);
            case SyntaxKind.NameConstant: shape = LiteralShape.Of(Value.Name(token.Text)); return true;
            case SyntaxKind.String: shape = LiteralShape.Of(Value.String(QuotedText.DecodeString(token.Text))); return true;
            case SyntaxKind.Bytes: shape = LiteralShape.Of(Value.Bytes(QuotedText.DecodeBytes(token.Text))); return true;
            default: problem = "a constant was expected here"; return false;
        }
    }

    /// <summary>Nanoseconds of <c>250ms</c>.</summary>
    public static bool TryDurationNs(string text, out long nanoseconds)
    {
        (string number, string unit) = SplitUnit(text);
        nanoseconds = 0;
        return UnitTable.TryDuration(unit, out long size)
            && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal count)
            && TryScale(count, size, out nanoseconds);
    }

    private static bool TryNumber(string text, int unitExponent, bool isFraction, out LiteralShape shape, out string problem)
    {
        bool fine = DecimalLiteral.TryParse(text, unitExponent, isFraction, out DecimalLiteral number);
        if (fine && !isFraction && !number.TryToInt64(out _))
        {
            problem = "it does not fit the 64 bits of a /number";
            shape = default;
            return false;
        }

        shape = LiteralShape.Of(number);
        problem = fine ? "" : "the number is out of every type's range";
        return fine;
    }

    private static bool TryQuantity(string text, out LiteralShape shape, out string problem)
    {
        (string number, string unit) = SplitUnit(text);
        if (!UnitTable.TryRatio(unit, out int exponent))
        {
            shape = default;
            problem = $"the unit '{unit}' is unknown (bps, bp, %, pct, ns, us, ms, s, m, h, d)";
            return false;
        }

        return TryNumber(number, exponent, true, out shape, out problem);
    }

    private static bool TryDuration(string text, out LiteralShape shape, out string problem)
    {
        bool fine = TryDurationNs(text, out long nanoseconds);
        shape = LiteralShape.Of(Value.Duration(nanoseconds));
        problem = fine ? "" : "a duration is a whole count of nanoseconds that fits 64 bits";
        return fine;
    }

    private static bool TryTimestamp(string text, out LiteralShape shape, out string problem)
    {
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        string fraction = dot < 0 ? "" : new string([.. text[(dot + 1)..].TakeWhile(char.IsAsciiDigit)]);
        string whole = dot < 0 ? text : text.Remove(dot, fraction.Length + 1);
        shape = default;
        problem = "a timestamp is a date such as 2024-01-15 or a moment such as 2024-01-15T10:30:00Z, between 1678 and 2262";
        if (fraction.Length > 9
            || !DateTimeOffset.TryParse(whole, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset moment))
        {
            return false;
        }

        Int128 nanoseconds = ((Int128)(moment - DateTimeOffset.UnixEpoch).Ticks * 100)
            + (fraction.Length == 0 ? 0 : long.Parse(fraction.PadRight(9, '0'), CultureInfo.InvariantCulture));
        bool fits = nanoseconds >= long.MinValue && nanoseconds <= long.MaxValue;
        shape = fits ? LiteralShape.Of(Value.Time((long)nanoseconds)) : default;
        return fits;
    }

    private static (string Number, string Unit) SplitUnit(string text)
    {
        int end = text.Length;
        while (end > 0 && !char.IsAsciiDigit(text[end - 1]) && text[end - 1] != '.')
        {
            end--;
        }

        return (text[..end], text[end..]);
    }

    private static bool TryScale(decimal count, long size, out long nanoseconds)
    {
        bool fits = Math.Abs(count) < long.MaxValue / (decimal)size;
        decimal scaled = fits ? count * size : 0;
        bool whole = fits && scaled == decimal.Truncate(scaled);
        nanoseconds = whole ? (long)scaled : 0;
        return whole;
    }
}

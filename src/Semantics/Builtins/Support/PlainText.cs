using System.Globalization;
using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Text of values for people and for <c>string:concat</c>: strings without quotes, floats without exponents.</summary>
internal static class PlainText
{
    /// <summary>Only strings, names and numbers have a plain text.</summary>
    public static bool TryFormat(Value value, out string text)
    {
        text = value.Kind switch
        {
            ValueKind.String or ValueKind.Name => value.AsText,
            ValueKind.Number => value.AsInt64.ToString(CultureInfo.InvariantCulture),
            ValueKind.Float64 => Float(value.AsFloat64),
            ValueKind.Dec8 => value.AsDec8.ToString(),
            _ => "",
        };
        return value.IsNumeric || value.Kind is ValueKind.String or ValueKind.Name;
    }

    /// <summary>The shortest digits that read back as the same double, written out: <c>1</c>, <c>2.5</c>, <c>0.0000000025</c>.</summary>
    public static string Float(double value)
    {
        string round = value.ToString("R", CultureInfo.InvariantCulture);
        int exponentAt = round.IndexOf('E', StringComparison.Ordinal);
        if (exponentAt < 0)
        {
            return round;
        }

        int exponent = int.Parse(round.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return Expand(round[..exponentAt], exponent);
    }

    /// <summary><c>-2.5</c> and -9 give <c>-0.0000000025</c>.</summary>
    private static string Expand(string mantissa, int exponent)
    {
        bool negative = mantissa[0] == '-';
        string digits = mantissa.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        int point = 1 + exponent;
        StringBuilder text = new(negative ? "-" : "");
        if (point <= 0)
        {
            return text.Append("0.").Append('0', -point).Append(digits).ToString();
        }

        return point >= digits.Length
            ? text.Append(digits).Append('0', point - digits.Length).ToString()
            : text.Append(digits, 0, point).Append('.').Append(digits, point, digits.Length - point).ToString();
    }
}

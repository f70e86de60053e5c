using System.Globalization;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What the fields of a fact file look like when no declaration says: integer, fraction, <c>/name</c>, else text.</summary>
internal static class FieldShape
{
    public static ColumnLiterals Of(string field)
    {
        if (IsWhole(field))
        {
            return ColumnLiterals.Integer;
        }

        if (field.Length > 0 && (char.IsAsciiDigit(field[^1]) || field[^1] == '.')
            && double.TryParse(field, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number))
        {
            return ColumnLiterals.Fraction;
        }

        return field.Length > 1 && field[0] == '/' && !field.Contains(' ', StringComparison.Ordinal) ? ColumnLiterals.Name : ColumnLiterals.String;
    }

    /// <summary>By its digits: one that does not fit 64 bits is refused when it is read, never rounded to a fraction in silence.</summary>
    private static bool IsWhole(string field)
    {
        ReadOnlySpan<char> digits = field.AsSpan(field is ['+' or '-', ..] ? 1 : 0);
        return !digits.IsEmpty && !digits.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>The one shape of a whole column.</summary>
    public static ColumnLiterals OfColumn(ColumnLiterals seen) => seen switch
    {
        ColumnLiterals.None or ColumnLiterals.Integer or ColumnLiterals.Fraction or ColumnLiterals.Name => seen,
        ColumnLiterals.Integer | ColumnLiterals.Fraction => ColumnLiterals.Fraction,
        _ => ColumnLiterals.String,
    };
}

using System.Globalization;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What the fields of a fact file look like when no declaration says: integer, fraction, <c>/name</c>, else text.</summary>
internal static class FieldShape
{
    public static ColumnLiterals Of(string field)
    {
        if (long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
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

    /// <summary>The one shape of a whole column.</summary>
    public static ColumnLiterals OfColumn(ColumnLiterals seen) => seen switch
    {
        ColumnLiterals.None or ColumnLiterals.Integer or ColumnLiterals.Fraction or ColumnLiterals.Name => seen,
        ColumnLiterals.Integer | ColumnLiterals.Fraction => ColumnLiterals.Fraction,
        _ => ColumnLiterals.String,
    };
}

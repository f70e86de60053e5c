using System.Globalization;
using System.Text;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Reads one field of a CSV or TSV fact file. Nothing is trimmed: a blank belongs to the field.</summary>
internal static class FieldConverter
{
    public static bool TryConvert(string field, BoundType type, out Value value, out string problem)
    {
        if (TryRead(field, type, out value) && TypeKinds.Holds(type, value))
        {
            problem = "";
            return true;
        }

        problem = $"'{field}' is not a {type}{Hint(type)}";
        return false;
    }

    private static bool TryRead(string field, BoundType type, out Value value)
    {
        switch (TypeKinds.KindOf(type))
        {
            case TypeKind.Number: return TryWhole(field, Value.Number, out value);
            case TypeKind.Float64: return TryFloat(field, out value);
            case TypeKind.Dec8: return TryDecimal(field, out value);
            case TypeKind.Name: value = Value.Name(field); return field.Length > 1 && field[0] == '/';
            case TypeKind.String: value = Value.String(field); return true;
            case TypeKind.Bytes: value = Value.Bytes([.. Encoding.UTF8.GetBytes(field)]); return true;
            case TypeKind.Time: return TryWhole(field, Value.Time, out value) || TryToken(field, out value);
            case TypeKind.Duration: return TryWhole(field, Value.Duration, out value) || TryToken(field, out value);
            case TypeKind.Any or TypeKind.Error when type.Kind == TypeKind.Union: return TryAlternatives(field, type, out value);
            case TypeKind.Any or TypeKind.Error: value = Guess(field); return true;
            default: return TryTerm(field, type, out value);
        }
    }

    private static bool TryWhole(string field, Func<long, Value> make, out Value value)
    {
        bool fine = long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole);
        value = fine ? make(whole) : default;
        return fine;
    }

    private static bool TryFloat(string field, out Value value)
    {
        value = default;
        return double.TryParse(field, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double number)
            && Value.TryFloat64(number, out value);
    }

    private static bool TryDecimal(string field, out Value value)
    {
        bool fine = Dec8.TryParse(field, out Dec8 money);
        value = Value.Decimal(money);
        return fine;
    }

    /// <summary>Names, then numbers, then whatever else the union allows, text last.</summary>
    private static bool TryAlternatives(string field, BoundType union, out Value value)
    {
        foreach (BoundType alternative in union.Arguments.OrderBy(static a => TypeKinds.KindOf(a) == TypeKind.String))
        {
            if (TryRead(field, alternative, out value) && TypeKinds.Holds(alternative, value))
            {
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Without a type: a whole number, a fraction, a name, otherwise text.</summary>
    private static Value Guess(string field)
    {
        if (TryWhole(field, Value.Number, out Value value) || TryFloat(field, out value))
        {
            return value;
        }

        return field.Length > 1 && field[0] == '/' ? Value.Name(field) : Value.String(field);
    }

    /// <summary>A timestamp or duration, as in rules.</summary>
    private static bool TryToken(string field, out Value value) => TryTerm(field, BoundType.Any, out value);

    /// <summary>A list, map, structure or pair, as in rules.</summary>
    private static bool TryTerm(string field, BoundType type, out Value value)
    {
        value = default;
        SourceText source = new("field", $"v({field})");
        QueryTree query = SyntaxTree.ParseQuery(source);
        return query.Diagnostics.IsEmpty
            && query.Literals is [AtomLiteralSyntax { Atom: ApplicationSyntax { Arguments: [var term] } }]
            && new TermEvaluator(source, new DiagnosticBag(), static () => "the field").TryEvaluate(term, type, out value);
    }

    private static string Hint(BoundType type) => TypeKinds.KindOf(type) switch
    {
        TypeKind.Number => " (a whole number of 64 bits)",
        TypeKind.Dec8 => " (a decimal with at most eight digits after the point)",
        TypeKind.Name => type.Prefix is null ? " (a name starts with '/')" : $" (a name that starts with '{type.Prefix}/')",
        TypeKind.Float64 => " (a finite number)",
        TypeKind.Time => " (nanoseconds, or 2024-01-15T10:30:00Z)",
        TypeKind.Duration => " (nanoseconds, or 250ms)",
        _ => "",
    };
}

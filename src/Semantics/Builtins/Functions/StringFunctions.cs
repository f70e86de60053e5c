using System.Globalization;
using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Strings. Lengths and positions count Unicode code points; nothing depends on a culture.</summary>
internal static class StringFunctions
{
    public static IEnumerable<TableFunction> All { get; } =
    [
        new("string:concat", "Joins the plain texts of strings, names and numbers.",
            TypeRules.Of("strings, names or numbers", static a => AllHaveText(a) ? BoundType.String : null), Concat),
        new("string:replace", "string:replace(S, Old, New, N) replaces the first N occurrences of Old, all of them when N is negative; an empty Old fails.",
            TypeRules.Fixed(BoundType.String, BoundType.String, BoundType.String, BoundType.String, BoundType.Number), Replace),
        new("string:len", "Number of code points.", TypeRules.Fixed(BoundType.Number, BoundType.String),
            static (a, out r) => Is(a, 1) ? NumericOps.Give(Value.Number(a[0].AsText.EnumerateRunes().Count()), out r) : NumericOps.Fail(out r)),
        new("string:lower", "Lower case by the invariant rules.", TypeRules.Fixed(BoundType.String, BoundType.String),
            static (a, out r) => Is(a, 1) ? NumericOps.Give(Value.String(a[0].AsText.ToLowerInvariant()), out r) : NumericOps.Fail(out r)),
        new("string:upper", "Upper case by the invariant rules.", TypeRules.Fixed(BoundType.String, BoundType.String),
            static (a, out r) => Is(a, 1) ? NumericOps.Give(Value.String(a[0].AsText.ToUpperInvariant()), out r) : NumericOps.Fail(out r)),
        Test("string:contains", "/true when the first contains the second.", static (text, part) => text.Contains(part, StringComparison.Ordinal)),
        Test("string:starts_with", "/true when the first starts with the second.", static (text, part) => text.StartsWith(part, StringComparison.Ordinal)),
        Test("string:ends_with", "/true when the first ends with the second.", static (text, part) => text.EndsWith(part, StringComparison.Ordinal)),
        new("string:to_number", "Reads a whole decimal number; fails for anything else, spaces included.", TypeRules.Fixed(BoundType.Number, BoundType.String), ToNumber),
        Text("number:to_string", "Decimal digits of a /number.", BoundType.Number, ValueKind.Number),
        Text("float64:to_string", "Shortest digits that read back as the same /float64, without an exponent.", BoundType.Float64, ValueKind.Float64),
        Text("dec8:to_string", "Decimal digits of a /dec8, at least one after the point.", BoundType.Dec8, ValueKind.Dec8),
        Text("name:to_string", "The text of a name with its slash.", BoundType.Name, ValueKind.Name),
    ];

    private static TableFunction Test(string name, string summary, Func<string, string, bool> holds) =>
        new(name, summary, TypeRules.Fixed(BoundType.Bool, BoundType.String, BoundType.String),
            (a, out r) => Is(a, 2) ? NumericOps.Give(Value.Bool(holds(a[0].AsText, a[1].AsText)), out r) : NumericOps.Fail(out r));

    private static TableFunction Text(string name, string summary, BoundType from, ValueKind kind) =>
        new(name, summary, TypeRules.Fixed(BoundType.String, from),
            (a, out r) => a.Length == 1 && a[0].Kind == kind && PlainText.TryFormat(a[0], out string text)
                ? NumericOps.Give(Value.String(text), out r)
                : NumericOps.Fail(out r));

    /// <summary>True when there are <paramref name="count"/> arguments, all strings.</summary>
    private static bool Is(ReadOnlySpan<Value> arguments, int count)
    {
        bool fits = arguments.Length == count;
        foreach (Value argument in arguments)
        {
            fits &= argument.Kind == ValueKind.String;
        }

        return fits;
    }

    private static bool Concat(ReadOnlySpan<Value> arguments, out Value result)
    {
        StringBuilder builder = new();
        foreach (Value argument in arguments)
        {
            if (!PlainText.TryFormat(argument, out string text))
            {
                return NumericOps.Fail(out result);
            }

            builder.Append(text);
        }

        return NumericOps.Give(Value.String(builder.ToString()), out result);
    }

    private static bool Replace(ReadOnlySpan<Value> arguments, out Value result)
    {
        if (arguments.Length != 4 || !Is(arguments[..3], 3) || arguments[3].Kind != ValueKind.Number || arguments[1].AsText.Length == 0)
        {
            return NumericOps.Fail(out result);
        }

        string text = arguments[0].AsText, old = arguments[1].AsText, fresh = arguments[2].AsText;
        long left = arguments[3].AsInt64 < 0 ? long.MaxValue : arguments[3].AsInt64;
        StringBuilder builder = new();
        int from = 0;
        for (int at; left > 0 && (at = text.IndexOf(old, from, StringComparison.Ordinal)) >= 0; left--)
        {
            builder.Append(text, from, at - from).Append(fresh);
            from = at + old.Length;
        }

        return NumericOps.Give(Value.String(builder.Append(text, from, text.Length - from).ToString()), out result);
    }

    private static bool ToNumber(ReadOnlySpan<Value> arguments, out Value result)
    {
        long number = 0;
        bool fits = Is(arguments, 1) && long.TryParse(arguments[0].AsText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        result = Value.Number(number);
        return fits;
    }

    private static bool AllHaveText(ReadOnlySpan<BoundType> arguments)
    {
        foreach (BoundType argument in arguments)
        {
            bool fits = TypeFit.IsOpen(argument) || TypeFit.IsNumeric(argument) || TypeFit.KindOf(argument) is TypeKind.String or TypeKind.Name or TypeKind.Union;
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }
}

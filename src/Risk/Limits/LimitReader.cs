using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>Reads the fields of one object of a limit file, with their ranges; what is wrong becomes a diagnostic and the default stays.</summary>
internal sealed class LimitReader(PlacedValue value, DiagnosticBag diagnostics)
{
    private static readonly Dec8 Smallest = new(1);
    private static readonly Dec8 Largest = new(long.MaxValue);

    private readonly List<string> _known = [];

    public PlacedValue? Field(string name)
    {
        _known.Add(name);
        return value.Member(name);
    }

    /// <summary>A positive amount, written as a number or as a string of digits; exact.</summary>
    public Dec8? Amount(string name) => Decimal(name, Smallest, Largest);

    /// <summary>Above 0, at most 1.</summary>
    public Dec8? Fraction(string name) => Decimal(name, Smallest, Dec8.One);

    public long? Integer(string name, long min, long max)
    {
        if (Field(name) is not { } field)
        {
            return null;
        }

        if (field.Kind != JsonValueKind.Number || !long.TryParse(field.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            diagnostics.Report(RiskDiagnostics.WrongKind, field.Span, name, "a whole number");
            return null;
        }

        return InRange(field, name, number >= min && number <= max, min, max) ? number : null;
    }

    /// <summary>The text of a string field that must be there.</summary>
    public string? Text(string name, string kind)
    {
        PlacedValue? field = Field(name);
        if (field is not { Kind: JsonValueKind.String })
        {
            diagnostics.Report(RiskDiagnostics.WrongKind, (field ?? value).Span, name, kind);
            return null;
        }

        return field.Text;
    }

    /// <summary>Call last: every field not asked for is an error.</summary>
    public void RefuseUnknown()
    {
        foreach (PlacedMember member in value.Members.Where(m => !_known.Contains(m.Name)))
        {
            Diagnostic unknown = Diagnostic.Create(RiskDiagnostics.UnknownLimit, member.Span, member.Name);
            diagnostics.Add(unknown with { Help = Help(member.Name) });
        }
    }

    private string Help(string name) => NameSuggestion.Nearest(name, _known) is { } near
        ? $"did you mean '{near}'?"
        : $"known here: {string.Join(", ", _known)}";

    private Dec8? Decimal(string name, Dec8 min, Dec8 max)
    {
        if (Field(name) is not { } field)
        {
            return null;
        }

        if (field.Kind is not (JsonValueKind.Number or JsonValueKind.String)
            || !DecimalText.TryParse(field.Text, DecimalRounding.Exact, out Dec8 number))
        {
            diagnostics.Report(RiskDiagnostics.WrongKind, field.Span, name, "a number with at most eight digits after the point, such as 1000 or \"0.05\"");
            return null;
        }

        return InRange(field, name, number >= min && number <= max, min, max) ? number : null;
    }

    private bool InRange(PlacedValue field, string name, bool inRange, object min, object max)
    {
        if (!inRange)
        {
            diagnostics.Report(RiskDiagnostics.OutOfRange, field.Span, name, field.Text, min, max);
        }

        return inRange;
    }
}

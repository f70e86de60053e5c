using System.Globalization;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Reads the attributes of a clause.</summary>
internal sealed class AttributeBinder(BindingContext context, SyntaxTree tree)
{
    private static readonly string[] Known = ["class", "doc", "hysteresis", "id", "priority"];

    public RuleAttributes Bind(ClauseSyntax clause)
    {
        RuleAttributes attributes = RuleAttributes.None;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (TermSyntax term in clause.Attributes.SelectMany(static a => a.Attributes))
        {
            if (term is ApplicationSyntax item && !seen.Add(item.Name))
            {
                context.Report(NameDiagnostics.DuplicateAttribute, tree.SpanOf(item), item.Name);
                continue;
            }

            attributes = Apply(attributes, term);
        }

        return attributes;
    }

    private RuleAttributes Apply(RuleAttributes attributes, TermSyntax term)
    {
        SourceSpan span = tree.SpanOf(term);
        if (term is not ApplicationSyntax item)
        {
            return Unknown(attributes, term is IdentifierTermSyntax word ? word.Name : span.Text, span);
        }

        TermSyntax? only = item.Arguments.Count == 1 ? item.Arguments[0] : null;
        switch (item.Name)
        {
            case "id" when Constant(only) is { Kind: ValueKind.String, AsText.Length: > 0 } text: return attributes with { Id = text.AsText, IdSpan = span };
            case "doc" when Constant(only) is { Kind: ValueKind.String } text: return attributes with { Doc = text.AsText };
            case "class" when Constant(only) is { Kind: ValueKind.Name } name: return attributes with { Class = name.AsText };
            case "priority" when Whole(only) is { } number: return attributes with { Priority = number };
            case "hysteresis": return attributes with { Hysteresis = item };
            case "id": return Malformed(attributes, span, "id", "a string that is not empty, as in id(\"arb.enter\")");
            case "doc": return Malformed(attributes, span, "doc", "a string");
            case "class": return Malformed(attributes, span, "class", "a name, as in class(/entry)");
            case "priority": return Malformed(attributes, span, "priority", "a whole number of 32 bits, as in priority(60)");
            default: return Unknown(attributes, item.Name, span);
        }
    }

    private RuleAttributes Malformed(RuleAttributes attributes, SourceSpan span, string name, string wanted)
    {
        context.Report(NameDiagnostics.BadAttribute, span, name, wanted);
        return attributes;
    }

    private RuleAttributes Unknown(RuleAttributes attributes, string name, SourceSpan span)
    {
        context.ReportUnknown(NameDiagnostics.UnknownAttribute, span, name, Known);
        return attributes;
    }

    private static Value? Constant(TermSyntax? term) =>
        term is LiteralTermSyntax literal && LiteralReader.TryRead(literal.Token, out LiteralShape shape, out _) && shape.Number is null ? shape.Settled : null;

    private static int? Whole(TermSyntax? term)
    {
        bool isNegative = term is NegationSyntax;
        TermSyntax? inner = term is NegationSyntax negation ? negation.Operand : term;
        return inner is LiteralTermSyntax { Token: { Kind: SyntaxKind.Number } token } && int.TryParse(token.Text, CultureInfo.InvariantCulture, out int value)
            ? (isNegative ? -value : value)
            : null;
    }
}

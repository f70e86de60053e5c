namespace CryptoScalp.Rules.Syntax.Tests;

/// <summary>Trees as short text: terms with every grouping in parentheses, other nodes as <c>Kind(children)</c>.</summary>
internal static class TreeText
{
    public static string Of(ISyntaxElement element) => element switch
    {
        SyntaxToken token => token.Text,
        BinarySyntax binary => $"({Of(binary.Left)} {Of(binary.Children[1])} {Of(binary.Right)})",
        NegationSyntax negation => $"(-{Of(negation.Operand)})",
        ConditionTermSyntax condition => $"<{Of(condition.Left)} {condition.Operator.Text} {Of(condition.Right)}>",
        NamedArgumentSyntax named => $"{named.Name}: {Of(named.Value)}",
        ParenthesizedSyntax inner => Of(inner.Inner),
        ApplicationSyntax application => $"{application.Name}({List(application.Arguments)})",
        ListSyntax list => $"list[{List(list.Items)}]",
        MapSyntax map => $"map[{List(map.Entries)}]",
        StructSyntax structure => $"struct{{{List(structure.Fields)}}}",
        EntrySyntax entry => $"{Of(entry.Key)}: {Of(entry.Value)}",
        MissingTermSyntax => "?",
        TermSyntax term => string.Concat(term.Children.Select(Of)),
        AtomLiteralSyntax literal => $"{(literal.IsNegated ? "!" : "")}{Part(literal.Temporal)}{Of(literal.Atom)}{Part(literal.Annotation)}{Part(literal.Window)}",
        ComparisonLiteralSyntax comparison => $"{Of(comparison.Left)} {comparison.Operator.Text} {Of(comparison.Right)}",
        TemporalOperatorSyntax temporal => $"{temporal.Operator.Text}[{Of(temporal.From)}, {Of(temporal.To)}] ",
        TemporalAnnotationSyntax annotation => $"@[{List(annotation.Bounds)}]",
        WindowSyntax window => $" {window.Kind}[{Of(window.First)}, {Part(window.Second)}]",
        _ => $"{element.GetType().Name.Replace("Syntax", "", StringComparison.Ordinal)}({string.Join(' ', ((SyntaxNode)element).Children.Select(Of))})",
    };

    public static string List<T>(SeparatedList<T> list)
        where T : SyntaxNode => string.Join(", ", list.Select(static node => Of(node)));

    private static string Part(SyntaxNode? node) => node is null ? "" : Of(node);
}

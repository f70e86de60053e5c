namespace CryptoScalp.Rules.Syntax;

/// <summary>Facts and rules with their transforms.</summary>
internal sealed class ClauseParser(TokenReader reader, TermParser terms, LiteralParser literals, StopParser stops)
{
    public bool CanStart() => terms.CanStart();

    public ClauseSyntax Parse(IReadOnlyList<AttributeListSyntax> attributes, int column)
    {
        SyntaxToken? state = TakeStateKeyword();
        TermSyntax head = terms.ParseAtom("the head of a clause");
        TemporalAnnotationSyntax? annotation = literals.ParseAnnotation();
        SyntaxToken? ifToken = reader.TakeIf(SyntaxKind.If) ?? TakeForeignArrow();
        SeparatedList<LiteralSyntax> body = ifToken is null ? SeparatedList<LiteralSyntax>.Empty : literals.ParseBody(column, "'.'");
        List<TransformSyntax> transforms = ParseTransforms(ifToken is not null);
        string expected = ifToken is null ? "':-' or '.'" : transforms.Count > 0 ? "',', '|>' or '.'" : "',' or '.'";
        return new ClauseSyntax(attributes, state, head, annotation, ifToken, body, transforms, stops.Parse(expected, "a clause", column));
    }

    private SyntaxToken? TakeStateKeyword() =>
        reader.Peek().Kind == SyntaxKind.Identifier ? reader.TakeWord("assert") ?? reader.TakeWord("retract") : null;

    /// <summary><c>&lt;-</c> between head and body, explained and skipped.</summary>
    private SyntaxToken? TakeForeignArrow()
    {
        if (!reader.At(SyntaxKind.Less) || reader.Peek().Kind != SyntaxKind.Minus)
        {
            return null;
        }

        reader.ReportHere(SyntaxDiagnostics.ForeignOperator, "write ':-'", "<-");
        reader.Skip();
        reader.Skip();
        return reader.Missing(SyntaxKind.If);
    }

    private List<TransformSyntax> ParseTransforms(bool hasBody)
    {
        List<TransformSyntax> transforms = [];
        if (!hasBody && reader.At(SyntaxKind.PipeGreater))
        {
            reader.ReportHere(SyntaxDiagnostics.TransformWithoutBody, "write head :- body |> ...");
        }

        while (reader.TakeIf(SyntaxKind.PipeGreater) is { } pipe)
        {
            transforms.Add(ParseTransform(pipe));
        }

        return transforms;
    }

    private TransformSyntax ParseTransform(SyntaxToken pipe)
    {
        if (reader.TakeWord("do") is not { } doToken)
        {
            return new TransformSyntax(pipe, null, null, null, ParseLets());
        }

        TermSyntax groupBy = terms.ParseExpression();
        SyntaxToken? comma = TakeCommaBeforeLet();
        return new TransformSyntax(pipe, doToken, groupBy, comma, comma is null ? SeparatedList<LetSyntax>.Empty : ParseLets());
    }

    private SeparatedList<LetSyntax> ParseLets()
    {
        List<ISyntaxElement> elements = [ParseLet()];
        while (TakeCommaBeforeLet() is { } comma)
        {
            elements.Add(comma);
            elements.Add(ParseLet());
        }

        return new SeparatedList<LetSyntax>(elements);
    }

    /// <summary>The comma before another <c>let</c>; one that was forgotten is reported.</summary>
    private SyntaxToken? TakeCommaBeforeLet()
    {
        if (reader.AtWord("let"))
        {
            reader.ReportGap(SyntaxDiagnostics.ExpectedSeparator, null, "before 'let'");
            return reader.Missing(SyntaxKind.Comma);
        }

        return reader.TakeIf(SyntaxKind.Comma);
    }

    private LetSyntax ParseLet()
    {
        SyntaxToken let = reader.ExpectWord("let", "in a transform, as in '|> let Y = X + 1' or '|> do fn:group_by(X), let N = fn:count()'");
        SyntaxToken variable = LiteralParser.ExpectVariable(reader, "after 'let'");
        SyntaxToken equals = reader.Expect(SyntaxKind.Equals, "'='", "after the variable of 'let'");
        return new LetSyntax(let, variable, equals, terms.ParseExpression());
    }
}

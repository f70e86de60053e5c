using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax;

/// <summary>Bodies: literals with their temporal operators, annotations and windows.</summary>
internal sealed class LiteralParser(TokenReader reader, TermParser terms)
{
    /// <summary>
    /// Literals separated by commas, perhaps with one comma behind the last. A forgotten comma is reported and the body goes on, unless the next
    /// token stands where the next item would: then the full stop was forgotten.
    /// </summary>
    /// <param name="itemColumn">The column at which the surrounding item starts.</param>
    /// <param name="follows">What may follow besides another literal, for the message: "'.'" or "'=>'".</param>
    public SeparatedList<LiteralSyntax> ParseBody(int itemColumn, string follows)
    {
        List<ISyntaxElement> elements = [ParseLiteral()];
        while (TakeSeparator(elements, itemColumn, follows) && CanStart())
        {
            elements.Add(ParseLiteral());
        }

        return new SeparatedList<LiteralSyntax>(elements);
    }

    /// <summary>Whether the current token looks like the start of an item and not of a literal.</summary>
    public bool AtNextItem(int itemColumn) =>
        reader.IsFirstOnLine(reader.Current) && (reader.At(SyntaxKind.OpenAttribute) || ItemWords.IsCapitalised(reader.Current)
            || (reader.At(SyntaxKind.Identifier) && reader.Column(reader.Current) <= itemColumn));

    private bool TakeSeparator(List<ISyntaxElement> elements, int itemColumn, string follows)
    {
        if (reader.TakeIf(SyntaxKind.Comma) is { } comma)
        {
            elements.Add(comma);
            return true;
        }

        if (!CanStart() || AtNextItem(itemColumn))
        {
            return ReplaceForeign(elements);
        }

        if (reader.AtWord("because") || !StartsPlainly())
        {
            return false;
        }

        reader.ReportGap(SyntaxDiagnostics.ExpectedSeparator, null, $"or {follows} after this literal");
        elements.Add(reader.Missing(SyntaxKind.Comma));
        return true;
    }

    /// <summary>Explains <c>;</c>, which is a disjunction elsewhere and nothing here, and goes on behind it.</summary>
    private bool ReplaceForeign(List<ISyntaxElement> elements)
    {
        if (!reader.At(SyntaxKind.Semicolon))
        {
            return false;
        }

        reader.ReportHere(SyntaxDiagnostics.ForeignOperator, "write one rule for each alternative", reader.Current.Text);
        reader.Skip();
        elements.Add(reader.Missing(SyntaxKind.Comma));
        return true;
    }

    /// <summary>Whether the current token so plainly starts a literal that only the comma can have been forgotten.</summary>
    private bool StartsPlainly() => reader.Kind is SyntaxKind.Bang or SyntaxKind.Variable or SyntaxKind.DiamondMinus or SyntaxKind.DiamondPlus
        or SyntaxKind.BoxMinus or SyntaxKind.BoxPlus || (reader.At(SyntaxKind.Identifier) && reader.Peek().Kind == SyntaxKind.OpenParen);

    private bool CanStart() => reader.Kind is SyntaxKind.Bang or SyntaxKind.DiamondMinus or SyntaxKind.DiamondPlus or SyntaxKind.BoxMinus
        or SyntaxKind.BoxPlus || terms.CanStart();

    public LiteralSyntax ParseLiteral()
    {
        SyntaxToken? bang = TakeNegation();
        TemporalOperatorSyntax? temporal = ParseTemporal();
        if (!terms.CanStart())
        {
            reader.ReportHere(SyntaxDiagnostics.ExpectedLiteral, null, reader.Describe());
            return new AtomLiteralSyntax(bang, temporal, new MissingTermSyntax(reader.Missing(SyntaxKind.BadToken)), null, null);
        }

        int start = reader.Current.Start;
        TermSyntax term = terms.ParseExpression();
        if (bang is null && temporal is null && TakeComparison(term) is { } op)
        {
            return ParseComparison(term, op);
        }

        TemporalAnnotationSyntax? annotation = ParseAnnotation();
        WindowSyntax? window = ParseWindow();
        if (term is not ApplicationSyntax and not MissingTermSyntax)
        {
            terms.ReportNotAnAtom(term, start, bang is null ? "a literal" : "what '!' denies");
        }

        return new AtomLiteralSyntax(bang, temporal, term, annotation, window);
    }

    public TemporalAnnotationSyntax? ParseAnnotation()
    {
        if (reader.TakeIf(SyntaxKind.At) is not { } at)
        {
            return null;
        }

        SyntaxToken open = reader.Expect(SyntaxKind.OpenBracket, "'['", "after '@'");
        SeparatedList<TermSyntax> bounds = open.IsMissing ? SeparatedList<TermSyntax>.Empty : terms.ParseExpressions(SyntaxKind.CloseBracket);
        SyntaxToken close = open.IsMissing ? reader.Missing(SyntaxKind.CloseBracket) : terms.Close(SyntaxKind.CloseBracket, "']'", open);
        if (bounds.Count is 0 or > 2 && !open.IsMissing)
        {
            reader.Report(
                SyntaxDiagnostics.RangeBounds, TextSpan.FromBounds(at.Start, reader.PreviousEnd),
                "write @[moment] or @[from, to]", $"{bounds.Count} bounds");
        }

        return new TemporalAnnotationSyntax(at, open, bounds, close);
    }

    /// <summary><c>!</c>; the word <c>not</c> before a predicate is explained and skipped.</summary>
    private SyntaxToken? TakeNegation()
    {
        if (reader.AtWord("not") && reader.Peek().Kind == SyntaxKind.Identifier)
        {
            reader.ReportHere(SyntaxDiagnostics.ForeignOperator, $"write !{reader.Peek().Text}(...)", "not");
            reader.Skip();
            return reader.Missing(SyntaxKind.Bang);
        }

        return reader.TakeIf(SyntaxKind.Bang);
    }

    private SyntaxToken? TakeComparison(TermSyntax left) => TermParser.IsComparison(reader.Kind) ? reader.Take() : TakeForeignComparison(left);

    /// <summary><c>X => 1</c> and <c>Y is X + 1</c>, explained and skipped; null when nothing of the kind stands here.</summary>
    private SyntaxToken? TakeForeignComparison(TermSyntax left)
    {
        bool isArrow = reader.At(SyntaxKind.Implies);
        if (left is ApplicationSyntax or MissingTermSyntax || !(isArrow || reader.AtWord("is")))
        {
            return null;
        }

        reader.ReportHere(SyntaxDiagnostics.ForeignOperator, isArrow ? "write '>='" : "write '='", reader.Current.Text);
        reader.Skip();
        return reader.Missing(SyntaxKind.Equals);
    }

    private ComparisonLiteralSyntax ParseComparison(TermSyntax left, SyntaxToken op)
    {
        string text = op.Text + reader.Current.Text;
        string? instead = text switch { "==" => "=", "=<" => "<=", "<>" => "!=", _ => null };
        if (instead is not null && reader.Current.Start == op.Span.End)
        {
            reader.ReportHere(SyntaxDiagnostics.ForeignOperator, $"write '{instead}'", text);
            reader.Skip();
        }

        ComparisonLiteralSyntax comparison = new(left, op, terms.ParseExpression());
        if (TermParser.IsComparison(reader.Kind))
        {
            reader.ReportHere(SyntaxDiagnostics.ChainedComparison, "write two of them: 0 < X, X < 5");
            reader.SkipWhile(token => TermParser.IsComparison(token.Kind) || terms.CanStart());
        }

        return comparison;
    }

    private TemporalOperatorSyntax? ParseTemporal()
    {
        if (reader.Kind is not (SyntaxKind.DiamondMinus or SyntaxKind.DiamondPlus or SyntaxKind.BoxMinus or SyntaxKind.BoxPlus))
        {
            return null;
        }

        SyntaxToken op = reader.Take();
        SyntaxToken open = reader.Take();
        TermSyntax from = terms.ParseExpression();
        SyntaxToken comma = reader.Expect(SyntaxKind.Comma, "','", "between the bounds of the interval");
        TermSyntax to = terms.ParseExpression();
        return new TemporalOperatorSyntax(op, open, from, comma, to, terms.Close(SyntaxKind.CloseBracket, "']'", open));
    }

    private WindowSyntax? ParseWindow()
    {
        if (!reader.AtWord("over") && !AtBareWindow())
        {
            return null;
        }

        List<ISyntaxElement> elements = reader.TakeWord("over") is { } over ? [over] : [];
        SyntaxToken? open = reader.TakeIf(SyntaxKind.OpenBracket);
        if (open is not null)
        {
            elements.Add(open);
        }

        return reader.AtWord("rows") ? ParseRows(elements, open)
            : reader.AtWord("tumbling") ? ParseTumbling(elements, open)
            : ParseInterval(elements, open);
    }

    /// <summary>Whether <c>rows n</c> or <c>tumbling d as T</c> stands here without <c>over</c>; <c>rows(X)</c> is a predicate whose comma was forgotten.</summary>
    private bool AtBareWindow() => (reader.AtWord("rows") || reader.AtWord("tumbling"))
        && reader.Peek().Kind is SyntaxKind.Number or SyntaxKind.Duration or SyntaxKind.Identifier or SyntaxKind.Minus;

    private WindowSyntax ParseRows(List<ISyntaxElement> elements, SyntaxToken? open)
    {
        elements.Add(reader.Take());
        TermSyntax count = terms.ParseExpression();
        elements.Add(count);
        CloseWindow(elements, open);
        return new WindowSyntax(WindowKind.Rows, elements, count, null);
    }

    private WindowSyntax ParseTumbling(List<ISyntaxElement> elements, SyntaxToken? open)
    {
        elements.Add(reader.Take());
        TermSyntax length = terms.ParseExpression();
        elements.Add(length);
        elements.Add(reader.ExpectWord("as", "and a variable for the window's start, as in 'over tumbling 1s as T'"));
        TermSyntax start = new VariableSyntax(ExpectVariable(reader, "after 'as'"));
        elements.Add(start);
        CloseWindow(elements, open);
        return new WindowSyntax(WindowKind.Tumbling, elements, length, start);
    }

    private WindowSyntax ParseInterval(List<ISyntaxElement> elements, SyntaxToken? open)
    {
        if (open is null)
        {
            reader.ReportGap(SyntaxDiagnostics.ExpectedToken, null, "'[from, to]', 'rows n' or 'tumbling d as T'", "after 'over'");
            TermSyntax only = terms.CanStart() ? terms.ParseOperand() : new MissingTermSyntax(reader.Missing(SyntaxKind.BadToken));
            elements.Add(only);
            return new WindowSyntax(WindowKind.Interval, elements, only, null);
        }

        TermSyntax from = terms.ParseExpression();
        SyntaxToken comma = reader.Expect(SyntaxKind.Comma, "','", "between the bounds of the window");
        TermSyntax to = terms.ParseExpression();
        elements.AddRange([from, comma, to]);
        CloseWindow(elements, open);
        return new WindowSyntax(WindowKind.Interval, elements, from, to);
    }

    private void CloseWindow(List<ISyntaxElement> elements, SyntaxToken? open)
    {
        if (open is not null)
        {
            elements.Add(terms.Close(SyntaxKind.CloseBracket, "']'", open));
        }
    }

    /// <summary>A variable, or a report that suggests the capitalised spelling of a lower-case name.</summary>
    public static SyntaxToken ExpectVariable(TokenReader reader, string place)
    {
        if (reader.TakeIf(SyntaxKind.Variable) is { } variable)
        {
            return variable;
        }

        if (!reader.At(SyntaxKind.Identifier))
        {
            reader.ReportHere(SyntaxDiagnostics.ExpectedVariable, null, place, reader.Describe());
            return reader.Missing(SyntaxKind.Variable);
        }

        string word = reader.Current.Text.TrimStart(':');
        reader.ReportHere(SyntaxDiagnostics.ExpectedVariable, $"a variable starts with a capital letter: {char.ToUpperInvariant(word[0])}{word.AsSpan(1)}", place, reader.Describe());
        return reader.Take();
    }
}

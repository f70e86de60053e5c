namespace CryptoScalp.Rules.Syntax;

/// <summary><c>test "name" { steps }</c>.</summary>
internal sealed class TestParser(TokenReader reader, TermParser terms, LiteralParser literals, StopParser stops)
{
    public TestSyntax Parse(IReadOnlyList<AttributeListSyntax> attributes)
    {
        SyntaxToken keyword = reader.Take();
        SyntaxToken name = reader.Expect(SyntaxKind.String, "the name of the test", "in quotes");
        SyntaxToken open = reader.Expect(SyntaxKind.OpenBrace, "'{'", "and the steps of the test");
        List<TestStepSyntax> steps = [];
        while (!open.IsMissing && !reader.At(SyntaxKind.CloseBrace) && !reader.At(SyntaxKind.EndOfFile) && !AtItem())
        {
            steps.Add(ParseStep());
        }

        SyntaxToken close = open.IsMissing ? reader.Missing(SyntaxKind.CloseBrace) : terms.Close(SyntaxKind.CloseBrace, "'}'", open);
        return new TestSyntax(attributes, keyword, name, open, steps, close);
    }

    /// <summary>An item that no step can be: the closing brace was forgotten.</summary>
    private bool AtItem() => ItemWords.IsCapitalised(reader.Current) || reader.At(SyntaxKind.OpenAttribute)
        || (reader.At(SyntaxKind.Identifier) && ItemWords.Opens(reader.Current, reader.Peek()));

    private TestStepSyntax ParseStep()
    {
        int column = reader.Column(reader.Current);
        SyntaxToken? at = reader.AtWord("at") && reader.Peek().Kind != SyntaxKind.OpenParen ? reader.Take() : null;
        TermSyntax? time = at is null ? null : terms.ParseOperand();
        SyntaxKind next = reader.Peek().Kind;
        if (reader.AtWord("set") && next == SyntaxKind.Identifier)
        {
            return ParseSet(at, time, column);
        }

        return reader.AtWord("expect") && next != SyntaxKind.OpenParen ? ParseExpect(at, time, column) : ParseChange(at, time, column);
    }

    private TestSetSyntax ParseSet(SyntaxToken? at, TermSyntax? time, int column)
    {
        SyntaxToken set = reader.Take();
        SyntaxToken name = reader.Take();
        SyntaxToken equals = reader.Expect(SyntaxKind.Equals, "'='", "and the new value of the parameter");
        TermSyntax value = terms.ParseExpression();
        return new TestSetSyntax(at, time, set, name, equals, value, Stop("'.'", column));
    }

    private TestExpectSyntax ParseExpect(SyntaxToken? at, TermSyntax? time, int column)
    {
        SyntaxToken expect = reader.Take();
        SyntaxToken? no = reader.AtWord("no") && reader.Peek().Kind != SyntaxKind.OpenParen ? reader.Take() : null;
        SeparatedList<LiteralSyntax> body = literals.ParseBody(column, "'.'");
        SyntaxToken? because = reader.TakeWord("because");
        SeparatedList<TermSyntax> reasons = because is null ? SeparatedList<TermSyntax>.Empty : terms.ParseArguments(SyntaxKind.FullStop);
        if (because is not null && reasons.Count == 0)
        {
            reader.ReportHere(SyntaxDiagnostics.ExpectedTerm, "a reason is a rule's id in quotes, an atom such as veto(S, /halted), or a word such as cooldown", reader.Describe());
        }

        string expected = because is null ? "'because ...', ',' or '.'" : "',' or '.'";
        return new TestExpectSyntax(at, time, expect, no, body, because, reasons, Stop(expected, column));
    }

    private TestChangeSyntax ParseChange(SyntaxToken? at, TermSyntax? time, int column)
    {
        SkipVerb();
        SyntaxToken? sign = reader.TakeIf(SyntaxKind.Plus) ?? reader.TakeIf(SyntaxKind.Minus);
        int start = reader.Current.Start;
        TermSyntax fact = terms.ParseAtom("the fact of a step");
        SyntaxToken stop = Stop("'.'", column);
        if (reader.Current.Start == start && !reader.At(SyntaxKind.EndOfFile))
        {
            reader.Skip(); // progress, whatever the text
        }

        return new TestChangeSyntax(at, time, sign, fact, stop);
    }

    /// <summary><c>retract p(1)</c>, as rules will say it, is <c>-p(1)</c> in a test.</summary>
    private void SkipVerb()
    {
        if ((reader.AtWord("retract") || reader.AtWord("assert")) && reader.Peek().Kind == SyntaxKind.Identifier)
        {
            string sign = reader.AtWord("retract") ? "-" : "+";
            reader.ReportHere(SyntaxDiagnostics.ForeignOperator, $"write {sign}{reader.Peek().Text}(...)", reader.Current.Text);
            reader.Skip();
        }
    }

    private SyntaxToken Stop(string expected, int column) => stops.Parse(expected, "a step of a test", column, inBraces: true);
}

namespace CryptoScalp.Rules.Syntax;

/// <summary>The items of a file. Each recovers at its own full stop, so that a fault in one never hides another.</summary>
internal sealed class ItemParser
{
    private readonly TokenReader _reader;
    private readonly TermParser _terms;
    private readonly LiteralParser _literals;
    private readonly StopParser _stops;
    private readonly ClauseParser _clauses;
    private readonly TestParser _tests;

    public ItemParser(TokenReader reader)
    {
        _reader = reader;
        _terms = new TermParser(reader);
        _literals = new LiteralParser(reader, _terms);
        _stops = new StopParser(reader, _literals);
        _clauses = new ClauseParser(reader, _terms, _literals, _stops);
        _tests = new TestParser(reader, _terms, _literals, _stops);
    }

    public RulesFileSyntax ParseFile()
    {
        List<ItemSyntax> items = [];
        while (!_reader.At(SyntaxKind.EndOfFile))
        {
            ItemSyntax item = ParseItem(items);
            items.Add(item);
        }

        return new RulesFileSyntax(items, _reader.Current);
    }

    private ItemSyntax ParseItem(List<ItemSyntax> before)
    {
        _reader.StartItem();
        int column = _reader.Column(_reader.Current);
        List<AttributeListSyntax> attributes = ParseAttributes();
        if (_reader.Kind is not (SyntaxKind.Identifier or SyntaxKind.Variable) || !ItemWords.Opens(_reader.Current, _reader.Peek()))
        {
            return _clauses.CanStart() ? _clauses.Parse(attributes, column) : ParseBadItem(attributes);
        }

        switch (_reader.Current.Text)
        {
            case "param":
                return ParseParam(attributes, column);
            case "test":
                return _tests.Parse(attributes);
            default:
                ItemSyntax item = ParsePlainItem(before, column, attributes);
                return attributes.Count == 0 ? item : new BadItemSyntax([.. attributes, item]);
        }
    }

    private ItemSyntax ParsePlainItem(List<ItemSyntax> before, int column, List<AttributeListSyntax> attributes)
    {
        if (attributes.Count > 0)
        {
            _reader.Report(SyntaxDiagnostics.MisplacedAttribute, attributes[0].Span, null, $"'{_reader.Current.Text}'");
        }

        return _reader.Current.Text switch
        {
            "Package" => ParsePackage(before),
            "Use" => ParseUse(before),
            "Decl" => ParseDecl(column),
            "decide" => ParseDecide(column),
            "invariant" => ParseInvariant(column),
            "never" => ParseNever(column),
            _ => ParseOptimize(column),
        };
    }

    private List<AttributeListSyntax> ParseAttributes()
    {
        List<AttributeListSyntax> lists = [];
        while (_reader.TakeIf(SyntaxKind.OpenAttribute) is { } open)
        {
            lists.Add(new AttributeListSyntax(open, _terms.ParseArguments(SyntaxKind.CloseBracket), _terms.Close(SyntaxKind.CloseBracket, "']'", open)));
        }

        return lists;
    }

    private BadItemSyntax ParseBadItem(List<AttributeListSyntax> attributes)
    {
        if (attributes.Count > 0)
        {
            _reader.Report(SyntaxDiagnostics.MisplacedAttribute, attributes[0].Span, null, _reader.Describe());
        }
        else
        {
            _reader.ReportHere(SyntaxDiagnostics.UnexpectedItem, _reader.At(SyntaxKind.FullStop) ? "remove it" : null, _reader.Describe());
        }

        List<ISyntaxElement> elements = [.. attributes];
        while (!_reader.At(SyntaxKind.EndOfFile))
        {
            bool stop = _reader.At(SyntaxKind.FullStop);
            elements.Add(_reader.Take());
            if (stop || _literals.AtNextItem(0))
            {
                break;
            }
        }

        return new BadItemSyntax(elements);
    }

    private PackageSyntax ParsePackage(List<ItemSyntax> before)
    {
        CheckHeader(before.Count == 0, "Package", "");
        SyntaxToken keyword = _reader.Take();
        SyntaxToken name = _reader.Expect(SyntaxKind.Identifier, "a name", "after 'Package'");
        AtomBlockSyntax? atoms = _reader.At(SyntaxKind.OpenBracket) ? _terms.ParseBlock(null, "") : null;
        return new PackageSyntax(keyword, name, atoms, ParseBang("Package"));
    }

    private UseSyntax ParseUse(List<ItemSyntax> before)
    {
        CheckHeader(before.TrueForAll(static item => item is PackageSyntax or UseSyntax), "Use", ", right after 'Package'");
        SyntaxToken keyword = _reader.Take();
        SyntaxToken name = _reader.Expect(SyntaxKind.Identifier, "a name", "after 'Use'");
        AtomBlockSyntax? atoms = _reader.At(SyntaxKind.OpenBracket) ? _terms.ParseBlock(null, "") : null;
        return new UseSyntax(keyword, name, atoms, ParseBang("Use"));
    }

    private void CheckHeader(bool inOrder, string word, string place)
    {
        if (!inOrder)
        {
            _reader.Errors.Report(SyntaxDiagnostics.HeaderOrder, _reader.Current.Span, null, word, place);
        }
    }

    private SyntaxToken ParseBang(string word)
    {
        SyntaxToken bang = _reader.Expect(SyntaxKind.Bang, "'!'", $"at the end of '{word}'");
        if (!bang.IsMissing || !_reader.At(SyntaxKind.FullStop))
        {
            return bang;
        }

        _reader.Skip();
        return _reader.TakeIf(SyntaxKind.Bang) ?? bang;
    }

    private DeclSyntax ParseDecl(int column)
    {
        SyntaxToken keyword = _reader.Take();
        TermSyntax atom = _terms.ParseAtom("what 'Decl' declares");
        SyntaxToken? temporal = _reader.TakeWord("temporal");
        AtomBlockSyntax? descr = ParseDeclBlock("descr");
        List<AtomBlockSyntax> bounds = [];
        while (ParseDeclBlock("bound") is { } bound)
        {
            bounds.Add(bound);
        }

        AtomBlockSyntax? inclusion = ParseDeclBlock("inclusion");
        SyntaxToken stop = _stops.Parse("'descr [...]', 'bound [...]', 'inclusion [...]' (in this order) or '.'", "a declaration", column);
        return new DeclSyntax(keyword, atom, temporal, descr, bounds, inclusion, stop);
    }

    private AtomBlockSyntax? ParseDeclBlock(string word) =>
        _reader.TakeWord(word) is { } keyword ? _terms.ParseBlock(keyword, $"after '{word}'") : null;

    /// <summary>The name; one with a capital is a variable, which is explained and taken for the name.</summary>
    private SyntaxToken TakeParamName()
    {
        if (_reader.At(SyntaxKind.Variable))
        {
            string text = _reader.Current.Text;
            _reader.ReportHere(
                SyntaxDiagnostics.ExpectedToken, $"the name of a parameter starts with a small letter: {char.ToLowerInvariant(text[0])}{text.AsSpan(1)}",
                "the name of the parameter", $"and not the variable '{text}'");
        }

        return _reader.Take();
    }

    private ParamSyntax ParseParam(List<AttributeListSyntax> attributes, int column)
    {
        SyntaxToken keyword = _reader.Take();
        SyntaxToken name = TakeParamName();
        SyntaxToken equals = _reader.Expect(SyntaxKind.Equals, "'='", "and the value of the parameter");
        TermSyntax value = _terms.ParseExpression();
        SyntaxToken? inToken = _reader.TakeWord("in");
        ListSyntax? range = inToken is null ? null : _terms.ParseRange("and the bounds after 'in', as in 'in [0, 1]'");
        return new ParamSyntax(attributes, keyword, name, equals, value, inToken, range, _stops.Parse("'in [low, high]' or '.'", "a parameter", column));
    }

    private DecideSyntax ParseDecide(int column)
    {
        SyntaxToken keyword = _reader.Take();
        TermSyntax decision = _terms.ParseAtom("what 'decide' decides");
        SyntaxToken from = _reader.ExpectWord("from", "and the predicate that proposes");
        TermSyntax candidates = _terms.ParseOperand();
        AtomBlockSyntax? options = _reader.At(SyntaxKind.OpenBracket) ? _terms.ParseBlock(null, "") : null;
        return new DecideSyntax(keyword, decision, from, candidates, options, _stops.Parse("'[options]' or '.'", "a 'decide' statement", column));
    }

    private InvariantSyntax ParseInvariant(int column)
    {
        SyntaxToken keyword = _reader.Take();
        (SyntaxToken name, SyntaxToken colon) = ParseLabel("invariant");
        SeparatedList<LiteralSyntax> body = _literals.ParseBody(column, "'=>'");
        SyntaxToken implies = _reader.Expect(SyntaxKind.Implies, "'=>'", "and what must then hold");
        SeparatedList<LiteralSyntax> conclusion = implies.IsMissing ? SeparatedList<LiteralSyntax>.Empty : _literals.ParseBody(column, "'.'");
        return new InvariantSyntax(keyword, name, colon, body, implies, conclusion, _stops.Parse("',' or '.'", "an invariant", column));
    }

    private NeverSyntax ParseNever(int column)
    {
        SyntaxToken keyword = _reader.Take();
        (SyntaxToken name, SyntaxToken colon) = ParseLabel("never");
        SeparatedList<LiteralSyntax> body = _literals.ParseBody(column, "'.'");
        return new NeverSyntax(keyword, name, colon, body, _stops.Parse("',' or '.'", "a 'never' statement", column));
    }

    private (SyntaxToken Name, SyntaxToken Colon) ParseLabel(string word)
    {
        SyntaxToken name = _reader.Expect(SyntaxKind.Identifier, "a name", $"after '{word}', as in '{word} some_name: ...'");
        return (name, _reader.Expect(SyntaxKind.Colon, "':'", $"after the name of the '{word}' statement"));
    }

    private OptimizeSyntax ParseOptimize(int column)
    {
        SyntaxToken keyword = _reader.Take();
        TermSyntax head = _terms.ParseAtom("what 'optimize' publishes");
        SyntaxToken direction = _reader.TakeWord("maximize") ?? _reader.TakeWord("minimize")
            ?? _reader.ExpectWord("maximize' or 'minimize", "and the term to optimise");
        TermSyntax objective = _terms.ParseExpression();
        SyntaxToken? subject = _reader.TakeWord("subject");
        SyntaxToken? to = subject is null ? null : _reader.ExpectWord("to", "after 'subject'");
        SeparatedList<LiteralSyntax> constraints = subject is null ? SeparatedList<LiteralSyntax>.Empty : _literals.ParseBody(column, "'.'");
        return new OptimizeSyntax(
            keyword, head, direction, objective, subject, to, constraints, _stops.Parse("'subject to ...' or '.'", "an 'optimize' statement", column));
    }
}

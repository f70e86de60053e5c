using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax;

/// <summary>Terms and expressions: precedence climbing over <c>+ - * /</c>, lists, maps, structures, applications and type expressions.</summary>
/// <remarks>Trees are at most <see cref="MaxDepth"/> high, so that everyone may walk them by recursion.</remarks>
internal sealed class TermParser
{
    /// <summary>The highest tree of one term, chains of operators included.</summary>
    public const int MaxDepth = 256;

    private readonly TokenReader _reader;
    private readonly Func<TermSyntax> _expression;
    private readonly Func<TermSyntax> _argument;
    private readonly Func<TypeMemberSyntax> _member;
    private readonly Func<EntrySyntax> _entry;
    private int _depth;

    /// <summary>The height of the term that was parsed last.</summary>
    private int _height;

    public TermParser(TokenReader reader)
    {
        _reader = reader;
        _expression = ParseExpression;
        _argument = ParseArgument;
        _member = ParseMember;
        _entry = ParseEntry;
    }

    public TermSyntax ParseExpression() => ParseBinary(0);

    /// <summary>A term without infix operators: what <c>at</c> of a test and <c>@</c> of a script take.</summary>
    public TermSyntax ParseOperand() => ParseUnary();

    /// <summary>An atom such as <c>p(X)</c>; anything else is reported as not being <paramref name="role"/>.</summary>
    public TermSyntax ParseAtom(string role)
    {
        int start = _reader.Current.Start;
        TermSyntax term = ParseOperand();
        if (term is not ApplicationSyntax and not MissingTermSyntax)
        {
            ReportNotAnAtom(term, start, role);
        }

        return term;
    }

    public void ReportNotAnAtom(TermSyntax term, int start, string role)
    {
        TextSpan span = TextSpan.FromBounds(start, Math.Max(start, _reader.PreviousEnd));
        string text = new SourceSpan(_reader.Errors.Source, span).Text;
        string? help = term is IdentifierTermSyntax name ? $"write {name.Name}() for a predicate without arguments" : null;
        if (!_reader.Errors.IsFaulty(start))
        {
            _reader.Report(SyntaxDiagnostics.NotAnAtom, span, help, role, text.Length <= 40 ? text : text[..37] + "...");
        }
    }

    /// <summary><c>[keyword] [ items ]</c> of atoms or terms.</summary>
    public AtomBlockSyntax ParseBlock(SyntaxToken? keyword, string purpose)
    {
        SyntaxToken open = _reader.Expect(SyntaxKind.OpenBracket, "'['", purpose);
        SeparatedList<TermSyntax> items = open.IsMissing ? SeparatedList<TermSyntax>.Empty : ParseArguments(SyntaxKind.CloseBracket);
        return new AtomBlockSyntax(keyword, open, items, open.IsMissing ? _reader.Missing(SyntaxKind.CloseBracket) : Close(SyntaxKind.CloseBracket, "']'", open));
    }

    /// <summary>Arguments up to a closing token, which is left to the caller.</summary>
    public SeparatedList<TermSyntax> ParseArguments(SyntaxKind close) => ParseSeparated(_argument, close);

    public SeparatedList<TermSyntax> ParseExpressions(SyntaxKind close) => ParseSeparated(_expression, close);

    public ListSyntax ParseRange(string purpose)
    {
        SyntaxToken open = _reader.Expect(SyntaxKind.OpenBracket, "'['", purpose);
        if (open.IsMissing)
        {
            return new ListSyntax(open, SeparatedList<TermSyntax>.Empty, _reader.Missing(SyntaxKind.CloseBracket));
        }

        SeparatedList<TermSyntax> bounds = ParseExpressions(SyntaxKind.CloseBracket);
        if (bounds.Count != 2)
        {
            _reader.Report(
                SyntaxDiagnostics.RangeBounds, TextSpan.FromBounds(open.Start, _reader.PreviousEnd), null, bounds.Count == 1 ? "one bound" : $"{bounds.Count} bounds");
        }

        return new ListSyntax(open, bounds, Close(SyntaxKind.CloseBracket, "']'", open));
    }

    public SyntaxToken Close(SyntaxKind kind, string text, SyntaxToken open)
    {
        (int line, int column) = _reader.At(kind) ? default : _reader.Errors.Source.Position(open.Start);
        return _reader.Expect(kind, text, line == 0 ? "" : $"to close the '{open.Text}' of {line}:{column}");
    }

    /// <summary>Whether a term can start with the current token.</summary>
    public bool CanStart() => _reader.Kind is SyntaxKind.Variable or SyntaxKind.Identifier or SyntaxKind.NameConstant or SyntaxKind.Number
        or SyntaxKind.Float or SyntaxKind.Quantity or SyntaxKind.Duration or SyntaxKind.Timestamp or SyntaxKind.String or SyntaxKind.Bytes
        or SyntaxKind.DotType or SyntaxKind.OpenParen or SyntaxKind.OpenBracket or SyntaxKind.OpenBrace or SyntaxKind.Minus;

    public static bool IsComparison(SyntaxKind kind) => kind is SyntaxKind.Equals or SyntaxKind.BangEquals or SyntaxKind.Less
        or SyntaxKind.LessEquals or SyntaxKind.Greater or SyntaxKind.GreaterEquals;

    private TermSyntax ParseBinary(int weakest)
    {
        TermSyntax left = ParseUnary();
        int height = _height;
        while (Precedence(_reader.Kind) is int precedence && precedence > weakest)
        {
            if (height >= MaxDepth)
            {
                GiveUp();
                break;
            }

            SyntaxToken op = _reader.Take();
            TermSyntax right = ParseBinary(precedence);
            height = Math.Max(height, _height) + 1;
            left = new BinarySyntax(left, op, right);
        }

        _height = height;
        return left;
    }

    private static int Precedence(SyntaxKind kind) => kind switch
    {
        SyntaxKind.Plus or SyntaxKind.Minus => 1,
        SyntaxKind.Star or SyntaxKind.Slash => 2,
        _ => 0,
    };

    private TermSyntax ParseUnary()
    {
        if (!_reader.At(SyntaxKind.Minus))
        {
            return ParsePrimary();
        }

        if (!Enter())
        {
            return Missing();
        }

        SyntaxToken minus = _reader.Take();
        TermSyntax operand = ParseUnary();
        Leave(_height);
        return new NegationSyntax(minus, operand);
    }

    private TermSyntax ParsePrimary()
    {
        _height = 1;
        switch (_reader.Kind)
        {
            case SyntaxKind.Variable:
                return ParseVariable();
            case SyntaxKind.Identifier:
                return ParseNamed();
            case SyntaxKind.NameConstant or SyntaxKind.Number or SyntaxKind.Float or SyntaxKind.Quantity or SyntaxKind.Duration
                or SyntaxKind.Timestamp or SyntaxKind.String or SyntaxKind.Bytes:
                return new LiteralTermSyntax(_reader.Take());
            case SyntaxKind.OpenParen or SyntaxKind.OpenBracket or SyntaxKind.OpenBrace or SyntaxKind.DotType:
                return Enter() ? ParseNested() : Missing();
            default:
                _reader.ReportHere(SyntaxDiagnostics.ExpectedTerm, null, _reader.Describe());
                return Missing();
        }
    }

    private MissingTermSyntax Missing() => new(_reader.Missing(SyntaxKind.BadToken));

    private TermSyntax ParseNested()
    {
        TermSyntax term = _reader.Kind switch
        {
            SyntaxKind.OpenParen => ParseParenthesized(),
            SyntaxKind.OpenBracket => ParseListOrMap(),
            SyntaxKind.OpenBrace => ParseStruct(),
            _ => ParseDotType(),
        };
        Leave(_height);
        return term;
    }

    private bool Enter()
    {
        if (_depth >= MaxDepth)
        {
            GiveUp();
            return false;
        }

        _depth++;
        return true;
    }

    private void Leave(int innerHeight)
    {
        _depth--;
        _height = innerHeight + 1;
    }

    /// <summary>Too deep: reports it and skips to the clause's stop, which ends every open bracket.</summary>
    private void GiveUp()
    {
        _reader.ReportHere(SyntaxDiagnostics.TooDeep, "name a part of it with a variable or a rule of its own", MaxDepth);
        _reader.SkipWhile(static token => token.Kind != SyntaxKind.FullStop);
        _height = 1;
    }

    /// <summary>A variable; one that is applied like a function is reported and read as an application.</summary>
    private TermSyntax ParseVariable()
    {
        SyntaxToken variable = _reader.Take();
        if (!_reader.At(SyntaxKind.OpenParen) || _reader.Current.Start != variable.Span.End)
        {
            return new VariableSyntax(variable);
        }

        string text = variable.Text.TrimStart('_');
        string? help = text.Length == 0 ? null : $"write {char.ToLowerInvariant(text[0])}{text.AsSpan(1)}(...)";
        _reader.Report(SyntaxDiagnostics.CapitalisedName, variable.Span, help, variable.Text);
        return Enter() ? ParseApplication(variable) : Missing();
    }

    private TermSyntax ParseNamed()
    {
        SyntaxToken name = _reader.Take();
        return _reader.At(SyntaxKind.OpenParen) && Enter() ? ParseApplication(name) : new IdentifierTermSyntax(name);
    }

    private ApplicationSyntax ParseApplication(SyntaxToken name)
    {
        SyntaxToken open = _reader.Take();
        SeparatedList<TermSyntax> arguments = ParseArguments(SyntaxKind.CloseParen);
        ApplicationSyntax application = new(name, open, arguments, Close(SyntaxKind.CloseParen, "')'", open));
        Leave(_height);
        return application;
    }

    /// <summary>An argument: an expression, <c>name: value</c>, or a condition such as <c>Side = /buy</c>.</summary>
    private TermSyntax ParseArgument()
    {
        if (_reader.At(SyntaxKind.Identifier) && _reader.Peek().Kind == SyntaxKind.Colon)
        {
            SyntaxToken name = _reader.Take();
            SyntaxToken colon = _reader.Take();
            NamedArgumentSyntax named = new(name, colon, ParseExpression());
            _height++;
            return named;
        }

        TermSyntax left = ParseExpression();
        if (!IsComparison(_reader.Kind))
        {
            return left;
        }

        int height = _height;
        SyntaxToken op = _reader.Take();
        ConditionTermSyntax condition = new(left, op, ParseExpression());
        _height = Math.Max(height, _height) + 1;
        return condition;
    }

    private ParenthesizedSyntax ParseParenthesized()
    {
        SyntaxToken open = _reader.Take();
        TermSyntax inner = ParseExpression();
        return new ParenthesizedSyntax(open, inner, Close(SyntaxKind.CloseParen, "')'", open));
    }

    private TermSyntax ParseListOrMap()
    {
        SyntaxToken open = _reader.Take();
        if (!CanStart())
        {
            return new ListSyntax(open, SeparatedList<TermSyntax>.Empty, Close(SyntaxKind.CloseBracket, "']'", open));
        }

        TermSyntax first = ParseExpression();
        return _reader.At(SyntaxKind.Colon) ? ParseMap(open, first) : ParseList(open, first);
    }

    private ListSyntax ParseList(SyntaxToken open, TermSyntax first)
    {
        SeparatedList<TermSyntax> items = ParseSeparated(_expression, SyntaxKind.CloseBracket, first);
        if (_reader.At(SyntaxKind.Colon))
        {
            _reader.ReportHere(SyntaxDiagnostics.MixedEntries, "write every item as 'key: value', or none", "this list of values has an item 'key: value'");
        }

        return new ListSyntax(open, items, Close(SyntaxKind.CloseBracket, "']'", open));
    }

    private MapSyntax ParseMap(SyntaxToken open, TermSyntax firstKey)
    {
        SeparatedList<EntrySyntax> entries = ParseSeparated(_entry, SyntaxKind.CloseBracket, ParseEntry(firstKey));
        return new MapSyntax(open, entries, Close(SyntaxKind.CloseBracket, "']'", open));
    }

    private StructSyntax ParseStruct()
    {
        SyntaxToken open = _reader.Take();
        SeparatedList<EntrySyntax> fields = ParseSeparated(_entry, SyntaxKind.CloseBrace);
        return new StructSyntax(open, fields, Close(SyntaxKind.CloseBrace, "'}'", open));
    }

    private EntrySyntax ParseEntry() => ParseEntry(ParseExpression());

    private EntrySyntax ParseEntry(TermSyntax key)
    {
        int height = _height;
        SyntaxToken colon = _reader.Expect(SyntaxKind.Colon, "':'", "between the key and its value");
        EntrySyntax entry = new(key, colon, ParseExpression());
        _height = Math.Max(height, _height) + 1;
        return entry;
    }

    private DotTypeSyntax ParseDotType()
    {
        SyntaxToken name = _reader.Take();
        SyntaxToken open = _reader.Expect(SyntaxKind.Less, "'<'", "after the name of a type");
        if (open.IsMissing)
        {
            return new DotTypeSyntax(name, open, SeparatedList<TypeMemberSyntax>.Empty, _reader.Missing(SyntaxKind.Greater));
        }

        SeparatedList<TypeMemberSyntax> members = ParseSeparated(_member, SyntaxKind.Greater);
        return new DotTypeSyntax(name, open, members, Close(SyntaxKind.Greater, "'>'", open));
    }

    private TypeMemberSyntax ParseMember()
    {
        bool optional = _reader.AtWord("opt") && _reader.Peek().Kind is SyntaxKind.NameConstant or SyntaxKind.Identifier or SyntaxKind.String;
        SyntaxToken? opt = optional ? _reader.Take() : null;
        TermSyntax term = ParseExpression();
        int height = _height;
        SyntaxToken? colon = optional
            ? _reader.Expect(SyntaxKind.Colon, "':'", "between an optional field and its type")
            : _reader.TakeIf(SyntaxKind.Colon);
        TermSyntax? type = colon is null ? null : ParseExpression();
        _height = Math.Max(height, _height) + 1;
        return new TypeMemberSyntax(opt, term, colon, type);
    }

    /// <summary>Items with commas between them and perhaps one after the last, up to <paramref name="close"/>; leaves the height of the highest.</summary>
    private SeparatedList<T> ParseSeparated<T>(Func<T> parseItem, SyntaxKind close, T? first = null)
        where T : SyntaxNode
    {
        int height = first is null ? 0 : _height;
        List<ISyntaxElement> elements = [];
        if (first is not null)
        {
            elements.Add(first);
            if (!TakeComma(elements, close))
            {
                return new SeparatedList<T>(elements);
            }
        }

        while (!_reader.At(close) && !_reader.At(SyntaxKind.EndOfFile))
        {
            int before = _reader.Current.Start;
            elements.Add(parseItem());
            height = Math.Max(height, _height);
            if (!TakeComma(elements, close) || _reader.Current.Start == before)
            {
                break;
            }
        }

        _height = height;
        return elements.Count == 0 ? SeparatedList<T>.Empty : new SeparatedList<T>(elements);
    }

    /// <summary>The comma after an item; a forgotten one is reported, and the list goes on when another item follows.</summary>
    private bool TakeComma(List<ISyntaxElement> elements, SyntaxKind close)
    {
        if (_reader.TakeIf(SyntaxKind.Comma) is { } comma)
        {
            elements.Add(comma);
            return true;
        }

        if (_reader.At(close) || !CanStart() || (_reader.IsFirstOnLine(_reader.Current) && _reader.Column(_reader.Current) == 0))
        {
            return false;
        }

        _reader.ReportGap(SyntaxDiagnostics.ExpectedSeparator, null, $"between two items, before {_reader.Describe()}");
        elements.Add(_reader.Missing(SyntaxKind.Comma));
        return true;
    }
}

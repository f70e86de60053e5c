using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax;

/// <summary>Terms and expressions: precedence climbing over <c>+ - * /</c>, signs, applications and their arguments.</summary>
/// <remarks>Brackets nest at most <see cref="MaxDepth"/> deep and chains of operators are no longer, so that everyone may walk a tree by recursion.</remarks>
internal sealed partial class TermParser
{
    /// <summary>How deep brackets may nest, and how high the tree of a chain of operators may grow.</summary>
    public const int MaxDepth = 256;

    private readonly TokenReader _reader;
    private readonly Func<TermSyntax> _expression;
    private readonly Func<TermSyntax> _argument;
    private readonly Func<TypeMemberSyntax> _member;
    private readonly Func<EntrySyntax> _entry;

    /// <summary>The elements of all lists that are being parsed, the innermost last.</summary>
    private readonly List<ISyntaxElement> _elements = [];

    private int _depth;

    /// <summary>Whether a block such as <c>descr [...]</c> is being read, where a name may be applied: <c>tag(/topk(3))</c>.</summary>
    private bool _inBlock;

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
        _inBlock = true;
        SeparatedList<TermSyntax> items = open.IsMissing ? SeparatedList<TermSyntax>.Empty : ParseArguments(SyntaxKind.CloseBracket);
        _inBlock = false;
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
            case SyntaxKind.NameConstant when _inBlock && _reader.Peek().Kind == SyntaxKind.OpenParen:
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
}

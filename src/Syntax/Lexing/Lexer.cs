namespace CryptoScalp.Rules.Syntax;

/// <summary>
/// Text to tokens, one at a time. Never fails: what fits nowhere becomes <see cref="TriviaKind.Skipped"/> trivia with a diagnostic, so the tokens'
/// texts and trivia always add up to the text.
/// </summary>
/// <remarks>
/// Contextual in one respect: after an operand <c>-</c> and <c>/</c> are operators; where an operand is expected <c>-</c> before a digit is a sign and
/// <c>/</c> starts a name. Every character is looked at a bounded number of times.
/// </remarks>
internal sealed partial class Lexer
{
    private readonly string _text;
    private readonly SyntaxErrors _errors;
    private readonly TextPool _pool = new();
    private readonly ItemStartTracker _items = new();
    private readonly List<SyntaxTrivia> _trivia = [];
    private readonly bool _attributes;
    private int _position;
    private SyntaxKind _previous = SyntaxKind.EndOfFile;
    private string _previousText = "";

    public Lexer(SyntaxErrors errors, bool attributes)
    {
        _attributes = attributes;
        _errors = errors;
        _text = errors.Source.Text;
    }

    /// <summary>The next token; at the end of the text always an <see cref="SyntaxKind.EndOfFile"/> token.</summary>
    public SyntaxToken Next()
    {
        _trivia.Clear();
        while (true)
        {
            ScanTrivia();
            int start = _position;
            SyntaxKind kind = start < _text.Length ? ScanToken() : SyntaxKind.EndOfFile;
            if (kind != SyntaxKind.BadToken)
            {
                return Token(kind, start);
            }

            SkipUnexpected(start);
        }
    }

    private SyntaxToken Token(SyntaxKind kind, int start)
    {
        _items.Observe(kind);
        _previous = kind;
        _previousText = FixedText(kind) ?? _pool.Get(_text.AsSpan(start, _position - start));
        return new SyntaxToken(kind, _previousText, start, TakeTrivia());
    }

    private char Peek(int ahead = 0) => _position + ahead < _text.Length ? _text[_position + ahead] : '\0';

    private SyntaxKind ScanToken()
    {
        char c = _text[_position];
        if (CharacterClass.IsDigit(c))
        {
            return ScanNumber();
        }

        if (CharacterClass.IsLower(c))
        {
            return c == 'b' && Peek(1) is '"' or '\'' or '`' ? ScanBytes() : ScanIdentifier();
        }

        if (CharacterClass.IsUpper(c) || c == '_')
        {
            return ScanCapitalised();
        }

        return c is '"' or '\'' or '`' ? ScanString() : ScanPunctuation(c);
    }

    private SyntaxKind ScanPunctuation(char c) => c switch
    {
        '(' => Take(1, SyntaxKind.OpenParen),
        ')' => Take(1, SyntaxKind.CloseParen),
        '[' => ScanOpenBracket(),
        ']' => Take(1, SyntaxKind.CloseBracket),
        '{' => Take(1, SyntaxKind.OpenBrace),
        '}' => Take(1, SyntaxKind.CloseBrace),
        ',' => Take(1, SyntaxKind.Comma),
        ';' => Take(1, SyntaxKind.Semicolon),
        '@' => Take(1, SyntaxKind.At),
        '+' => Take(1, SyntaxKind.Plus),
        '*' => Take(1, SyntaxKind.Star),
        '#' => Take(2, SyntaxKind.OpenAttribute), // a '#' that opens no attribute was trivia
        '!' => Peek(1) == '=' ? Take(2, SyntaxKind.BangEquals) : Take(1, SyntaxKind.Bang),
        '=' => Peek(1) == '>' ? Take(2, SyntaxKind.Implies) : Take(1, SyntaxKind.Equals),
        '>' => Peek(1) == '=' ? Take(2, SyntaxKind.GreaterEquals) : Take(1, SyntaxKind.Greater),
        '<' => ScanLess(),
        '|' => Peek(1) == '>' ? Take(2, SyntaxKind.PipeGreater) : SyntaxKind.BadToken,
        '⟸' => Take(1, SyntaxKind.If),
        ':' => ScanColon(),
        '.' => ScanDot(),
        '-' => ScanMinus(),
        '/' => ScanSlash(),
        _ => SyntaxKind.BadToken,
    };

    private SyntaxKind Take(int length, SyntaxKind kind)
    {
        _position += length;
        return kind;
    }

    private SyntaxKind ScanOpenBracket() => Peek(1) switch
    {
        '-' when BracketFollows(2) => Take(2, SyntaxKind.BoxMinus),
        '+' when BracketFollows(2) => Take(2, SyntaxKind.BoxPlus),
        _ => Take(1, SyntaxKind.OpenBracket),
    };

    private SyntaxKind ScanLess() => Peek(1) switch
    {
        '=' => Take(2, SyntaxKind.LessEquals),
        '-' when BracketFollows(2) => Take(2, SyntaxKind.DiamondMinus),
        '+' when BracketFollows(2) => Take(2, SyntaxKind.DiamondPlus),
        _ => Take(1, SyntaxKind.Less),
    };

    /// <summary>Whether <c>[</c> comes next, perhaps after a blank: then <c>[-</c> is a temporal operator and not a list that starts with a sign.</summary>
    private bool BracketFollows(int ahead) => Peek(ahead) == '[' || (Peek(ahead) == ' ' && Peek(ahead + 1) == '[');

    private SyntaxKind ScanColon()
    {
        if (Peek(1) == '-')
        {
            return Take(2, SyntaxKind.If);
        }

        return CharacterClass.IsLower(Peek(1)) && NameMayStart ? ScanIdentifier() : Take(1, SyntaxKind.Colon);
    }

    private SyntaxKind ScanDot()
    {
        bool operandExpected = !AfterOperand || WordBeforeTerm;
        if (operandExpected && CharacterClass.IsDigit(Peek(1)))
        {
            return ScanNumber();
        }

        return operandExpected && CharacterClass.IsUpper(Peek(1)) ? ScanDotType() : Take(1, SyntaxKind.FullStop);
    }

    private SyntaxKind ScanMinus()
    {
        bool number = CharacterClass.IsDigit(Peek(1)) || (Peek(1) == '.' && CharacterClass.IsDigit(Peek(2)));
        return number && !AfterOperand ? ScanNumber() : Take(1, SyntaxKind.Minus);
    }

    private SyntaxKind ScanSlash()
    {
        bool name = CharacterClass.IsNameConstant(Peek(1)) && (!AfterOperand || WordBeforeTerm);
        return name ? ScanNameConstant() : Take(1, SyntaxKind.Slash);
    }

    /// <summary>Whether the token before can end an operand.</summary>
    private bool AfterOperand => _previous is SyntaxKind.Variable or SyntaxKind.Identifier or SyntaxKind.NameConstant or SyntaxKind.Number
        or SyntaxKind.Float or SyntaxKind.Quantity or SyntaxKind.Duration or SyntaxKind.Timestamp or SyntaxKind.String or SyntaxKind.Bytes
        or SyntaxKind.CloseParen or SyntaxKind.CloseBracket or SyntaxKind.CloseBrace;

    /// <summary>
    /// Whether the token before is a word of the grammar that a term follows, and the text is spaced like <c>opt /x</c> and not like <c>opt / x</c>
    /// or <c>opt/x</c>: such a word may also name a parameter.
    /// </summary>
    private bool WordBeforeTerm => _trivia.Count > 0 && _previous == SyntaxKind.Identifier
        && _previousText is "opt" or "expect" or "no" or "because" or "to" or "maximize" or "minimize";

    /// <summary>Whether <c>:lt</c> is a name here, and not the colon of <c>key:value</c>.</summary>
    private bool NameMayStart => !AfterOperand || _items.CanStart || (_trivia.Count > 0 && _previous is SyntaxKind.CloseBracket or SyntaxKind.Identifier);
}

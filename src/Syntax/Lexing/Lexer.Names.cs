namespace CryptoScalp.Rules.Syntax;

/// <summary>Words: identifiers, variables, name constants and type constructors. Fixed texts of punctuation.</summary>
internal sealed partial class Lexer
{
    /// <summary><c>price</c>, <c>fn:list:append</c>, <c>:match_field</c>, <c>market.quote</c>. A <c>:</c> or <c>.</c> that no word follows ends the name.</summary>
    private SyntaxKind ScanIdentifier()
    {
        _position++;
        if (_previous == SyntaxKind.Identifier && _previousText is "never" or "invariant")
        {
            ScanWord(); // the label of 'never a_name:p(X)' ends at its colon
        }
        else
        {
            ScanNameRest();
        }

        return SyntaxKind.Identifier;
    }

    private void ScanWord()
    {
        while (CharacterClass.IsWord(Peek()))
        {
            _position++;
        }
    }

    private void ScanNameRest()
    {
        while (_position < _text.Length)
        {
            char c = _text[_position];
            bool joins = (c == ':' && (char.IsAsciiLetter(Peek(1)) || Peek(1) == '_')) || (c == '.' && CharacterClass.IsWord(Peek(1)));
            if (!joins && !CharacterClass.IsWord(c))
            {
                return;
            }

            _position++;
        }
    }

    /// <summary>A variable, or one of the three capitalised words <c>Package</c>, <c>Use</c>, <c>Decl</c> before a lower-case name.</summary>
    private SyntaxKind ScanCapitalised()
    {
        int start = _position;
        ScanWord();
        return _text.AsSpan(start, _position - start) is "Package" or "Use" or "Decl" && NameFollows() ? SyntaxKind.Identifier : SyntaxKind.Variable;
    }

    private bool NameFollows()
    {
        int at = _position;
        while (at < _text.Length && (CharacterClass.IsBlank(_text[at]) || CharacterClass.IsLineBreak(_text[at]) || StartsComment(at)))
        {
            at = StartsComment(at) ? EndOfLine(at) : at + 1;
        }

        return at > _position && at < _text.Length && (CharacterClass.IsLower(_text[at]) || _text[at] == ':');
    }

    private bool StartsComment(int at) => _text[at] == '#' || (_text[at] == '/' && at + 1 < _text.Length && _text[at + 1] == '/');

    /// <summary><c>/a/b.c-d</c>; a last <c>.</c> before white space, a comment or the end of the text is the clause's stop.</summary>
    private SyntaxKind ScanNameConstant()
    {
        _position++;
        while (CharacterClass.IsNameConstant(Peek()) || (Peek() == '/' && CharacterClass.IsNameConstant(Peek(1))))
        {
            _position++;
        }

        if (_text[_position - 1] == '.' && EndsClause())
        {
            _position--;
        }

        return SyntaxKind.NameConstant;
    }

    private bool EndsClause() => _position >= _text.Length || CharacterClass.IsBlank(Peek()) || CharacterClass.IsLineBreak(Peek())
        || Peek() == '#' || (Peek() == '/' && Peek(1) == '/');

    /// <summary><c>.List</c>, <c>.Struct</c>.</summary>
    private SyntaxKind ScanDotType()
    {
        _position += 2;
        ScanNameRest();
        return SyntaxKind.DotType;
    }

    /// <summary>The one text of a kind that has only one (<c>:-</c> has two).</summary>
    private static string? FixedText(SyntaxKind kind) => kind switch
    {
        SyntaxKind.OpenParen => "(",
        SyntaxKind.CloseParen => ")",
        SyntaxKind.OpenBracket => "[",
        SyntaxKind.CloseBracket => "]",
        SyntaxKind.OpenBrace => "{",
        SyntaxKind.CloseBrace => "}",
        SyntaxKind.Comma => ",",
        SyntaxKind.FullStop => ".",
        SyntaxKind.EndOfFile => "",
        _ => null,
    };
}

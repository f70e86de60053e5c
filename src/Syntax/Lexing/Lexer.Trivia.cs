using System.Collections.Immutable;
using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax;

/// <summary>White space, comments and what fits nowhere.</summary>
internal sealed partial class Lexer
{
    private static readonly ImmutableArray<SyntaxTrivia> OneBlank = [new(TriviaKind.WhiteSpace, " ")];
    private static readonly ImmutableArray<SyntaxTrivia> OneNewLine = [new(TriviaKind.NewLine, "\n")];

    private void ScanTrivia()
    {
        while (_position < _text.Length)
        {
            char c = _text[_position];
            if (CharacterClass.IsBlank(c))
            {
                ScanBlanks();
            }
            else if (CharacterClass.IsLineBreak(c))
            {
                ScanLineBreak();
            }
            else if (c == '/' && Peek(1) == '/')
            {
                ScanComment(Peek(2) == '/' && Peek(3) != '/' ? TriviaKind.DocComment : TriviaKind.Comment);
            }
            else if (c == '#' && !OpensAttribute())
            {
                WarnOfBareAttribute();
                ScanComment(TriviaKind.Comment);
            }
            else
            {
                return;
            }
        }
    }

    private ImmutableArray<SyntaxTrivia> TakeTrivia()
    {
        if (_trivia.Count == 0)
        {
            return [];
        }

        if (_trivia.Count == 1 && _trivia[0] == OneBlank[0])
        {
            return OneBlank;
        }

        return _trivia.Count == 1 && _trivia[0] == OneNewLine[0] ? OneNewLine : [.. _trivia];
    }

    private void AddTrivia(TriviaKind kind, int start) =>
        _trivia.Add(new SyntaxTrivia(kind, _pool.Get(_text.AsSpan(start, _position - start))));

    private void ScanBlanks()
    {
        int start = _position;
        while (_position < _text.Length && CharacterClass.IsBlank(_text[_position]))
        {
            _position++;
        }

        AddTrivia(TriviaKind.WhiteSpace, start);
    }

    private void ScanLineBreak()
    {
        int start = _position;
        _position += Peek() == '\r' && Peek(1) == '\n' ? 2 : 1;
        AddTrivia(TriviaKind.NewLine, start);
    }

    private void ScanComment(TriviaKind kind)
    {
        int start = _position;
        _position = EndOfLine(start);
        AddTrivia(kind, start);
    }

    private int EndOfLine(int from)
    {
        int length = _text.AsSpan(from).IndexOfAny('\n', '\r');
        return length < 0 ? _text.Length : from + length;
    }

    /// <summary><c>#[name(</c> where an item can start; anything else after <c>#</c> is a comment, as Mangle reads it.</summary>
    private bool OpensAttribute()
    {
        int afterWord = EndOfAttributeWord();
        while (afterWord > 0 && afterWord < _text.Length && CharacterClass.IsBlank(_text[afterWord]))
        {
            afterWord++;
        }

        return afterWord > 0 && afterWord < _text.Length && _text[afterWord] == '(';
    }

    private void WarnOfBareAttribute()
    {
        int afterWord = EndOfAttributeWord();
        if (afterWord > 0 && afterWord < _text.Length && _text[afterWord] is ']' or ',')
        {
            string word = _text[(_position + 2)..afterWord].Trim();
            _errors.Report(
                SyntaxDiagnostics.CommentedAttribute, TextSpan.FromBounds(_position, afterWord + 1),
                $"write #[{word}()] for an attribute, or '// [{word}]' for a comment");
        }
    }

    /// <summary>Where the lower-case word after <c>#[</c> and blanks ends, or 0 when no such word stands at a place for attributes.</summary>
    private int EndOfAttributeWord()
    {
        if (!_attributes || Peek(1) != '[' || !_items.CanStart)
        {
            return 0;
        }

        int at = _position + 2;
        while (at < _text.Length && CharacterClass.IsBlank(_text[at]))
        {
            at++;
        }

        int start = at;
        while (at < _text.Length && CharacterClass.IsWord(_text[at]))
        {
            at++;
        }

        return at > start && CharacterClass.IsLower(_text[start]) ? at : 0;
    }

    /// <summary>Skips the run of equally unexpected characters at <paramref name="start"/>.</summary>
    private void SkipUnexpected(int start)
    {
        char c = _text[start];
        _position = start + (char.IsHighSurrogate(c) && start + 1 < _text.Length && char.IsLowSurrogate(_text[start + 1]) ? 2 : 1);
        while (_position < _text.Length && _text[_position] == c)
        {
            _position++;
        }

        _errors.Report(SyntaxDiagnostics.UnexpectedCharacter, new TextSpan(start, _position - start), HelpFor(c), Describe(start));
        AddTrivia(TriviaKind.Skipped, start);
    }

    private string Describe(int at)
    {
        char c = _text[at];
        int code = char.IsSurrogatePair(_text, at) ? char.ConvertToUtf32(_text, at) : c;
        string number = code.ToString("X4", CultureInfo.InvariantCulture);
        bool visible = c > ' ' && !char.IsControl(c) && !char.IsWhiteSpace(c) && (!char.IsSurrogate(c) || code > char.MaxValue);
        return !visible ? $"U+{number}" : code < 128 ? $"'{c}'" : $"'{char.ConvertFromUtf32(code)}' (U+{number})";
    }

    private static string? HelpFor(char c) => c switch
    {
        '−' or '–' or '—' => "write the plain minus '-'",
        '≤' => "write '<='",
        '≥' => "write '>='",
        '≠' => "write '!='",
        '×' or '·' => "write '*'",
        '÷' => "write '/'",
        '“' or '”' or '„' or '«' or '»' => "write the plain quote '\"'",
        '‘' or '’' => "write the plain quote \"'\"",
        '\u00A0' => "this is a no-break space; write a plain space",
        '&' => "write ',' between literals that must all hold",
        '|' => "write one rule for each alternative",
        '%' => "'%' is a unit, as in 60%; the remainder of a division is mod(X, Y); a comment starts with '//' or '#'",
        '^' => "write pow(X, Y)",
        '\\' => "write '!' to negate a literal and '!=' for unequal",
        '$' or '?' => "a variable starts with a capital letter",
        _ => null,
    };
}

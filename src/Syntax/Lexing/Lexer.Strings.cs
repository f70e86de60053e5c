using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax;

/// <summary>Strings and byte strings in the three quotes.</summary>
/// <remarks>
/// Any of them may hold line breaks. So that a forgotten quote does not swallow the clauses after it, a string in <c>"</c> or <c>'</c> that reaches the
/// end of its line goes on only when its closing quote is followed by something that can follow a string; otherwise it ends with the line.
/// </remarks>
internal sealed partial class Lexer
{
    /// <summary>Per quote: up to here it is known that no string which starts earlier closes on a later line. Keeps the search linear.</summary>
    private readonly int[] _noCloseBefore = new int[3];

    private SyntaxKind ScanString()
    {
        ScanQuoted(_position);
        return SyntaxKind.String;
    }

    private SyntaxKind ScanBytes()
    {
        int start = _position++;
        ScanQuoted(start);
        return SyntaxKind.Bytes;
    }

    private void ScanQuoted(int tokenStart)
    {
        char quote = _text[_position];
        int close = FindClose(quote, _position + 1);
        int end = close >= 0 ? close : EndOfLine(_position);
        CheckEscapes(tokenStart, _position + 1, end);
        _position = end + (close >= 0 ? 1 : 0);
        if (close < 0)
        {
            _errors.ReportToken(
                SyntaxDiagnostics.UnterminatedString, tokenStart, TextSpan.FromBounds(tokenStart, end), null, quote == '"' ? "'\"'" : $"\"{quote}\"");
        }
    }

    /// <summary>Where the closing quote stands, or -1.</summary>
    private int FindClose(char quote, int from)
    {
        ref int noCloseBefore = ref _noCloseBefore[quote switch { '"' => 0, '\'' => 1, _ => 2 }];
        int limit = from < noCloseBefore ? EndOfLine(from) : _text.Length;
        bool sameLine = true;
        for (int i = from; i < limit; i++)
        {
            char c = _text[i];
            if (c == '\\')
            {
                i++;
            }
            else if (c == quote)
            {
                if (sameLine || quote == '`' || CanFollowString(i + 1))
                {
                    return i;
                }

                noCloseBefore = i;
                return -1;
            }

            sameLine &= !CharacterClass.IsLineBreak(c);
        }

        noCloseBefore = Math.Max(noCloseBefore, limit);
        return -1;
    }

    private bool CanFollowString(int at)
    {
        while (at < _text.Length && (CharacterClass.IsBlank(_text[at]) || CharacterClass.IsLineBreak(_text[at])))
        {
            at++;
        }

        return at >= _text.Length || _text[at] is ',' or ')' or ']' or '}' or '.' or ':' or '>' or '=' or '!' or '<' or '|' or '+' or '#' or '/';
    }

    private void CheckEscapes(int tokenStart, int from, int end)
    {
        for (int i = from; i < end; i++)
        {
            if (_text[i] != '\\')
            {
                continue;
            }

            int length = StringEscape.Length(_text.AsSpan(i, end - i));
            if (length == 0)
            {
                _errors.ReportToken(
                    SyntaxDiagnostics.UnknownEscape, tokenStart, TextSpan.FromBounds(i, Math.Min(i + 2, end)),
                    "the escapes are \\n \\t \\\" \\' \\\\ \\xhh \\u{hhhh} and a backslash before a line break; a lone backslash is written \\\\",
                    _text[i..Math.Min(i + 2, end)]);
            }

            i += Math.Max(1, length - 1);
        }
    }
}

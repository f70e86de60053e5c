using System.Globalization;

namespace CryptoScalp.Rules.Syntax;

/// <summary>Mangle's escapes: <c>\n \t \" \' \\ \xhh \u{hhhh}</c> (four to six digits) and a backslash before a line break, which is that line break.</summary>
internal static class StringEscape
{
    /// <summary>The length of the escape that <paramref name="text"/> starts with, or 0 when it is none.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        if (text.Length < 2)
        {
            return 0;
        }

        return text[1] switch
        {
            'n' or 't' or '"' or '\'' or '\\' or '\n' => 2,
            '\r' => text.Length > 2 && text[2] == '\n' ? 3 : 2,
            'x' => text.Length >= 4 && char.IsAsciiHexDigit(text[2]) && char.IsAsciiHexDigit(text[3]) ? 4 : 0,
            'u' => UnicodeLength(text),
            _ => 0,
        };
    }

    /// <summary>The code point of an escape that <see cref="Length"/> accepted.</summary>
    public static int CodePoint(ReadOnlySpan<char> escape) => escape[1] switch
    {
        'n' or '\n' or '\r' => '\n',
        't' => '\t',
        'x' => int.Parse(escape[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        'u' => int.Parse(escape[3..^1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        char c => c,
    };

    private static int UnicodeLength(ReadOnlySpan<char> text)
    {
        int close = text[..Math.Min(text.Length, 10)].IndexOf('}');
        if (close is < 7 or > 9 || text[2] != '{')
        {
            return 0;
        }

        return int.TryParse(text[3..close], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code) && IsScalar(code) ? close + 1 : 0;
    }

    private static bool IsScalar(int code) => code is < 0xD800 or (> 0xDFFF and <= 0x10FFFF);
}

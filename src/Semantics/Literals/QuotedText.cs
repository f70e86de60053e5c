using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Decodes quoted tokens: <c>"…"</c>, <c>'…'</c> and <c>`…`</c>, with a leading <c>b</c> for bytes.</summary>
/// <remarks>Escapes: <c>\n \t \r \" \' \` \\</c>, <c>\xHH</c>, <c>\u{H…}</c>, and a backslash before a line break, which joins lines. The lexer has refused others.</remarks>
internal static class QuotedText
{
    public static string DecodeString(string token)
    {
        StringBuilder builder = new();
        ReadOnlySpan<char> body = Body(token);
        for (int i = 0; i < body.Length; i++)
        {
            if (body[i] == '\\' && i + 1 < body.Length)
            {
                i = AppendEscape(builder, body, i + 1);
            }
            else
            {
                builder.Append(body[i]);
            }
        }

        return builder.ToString();
    }

    /// <summary>Text outside <c>\x</c> escapes stands for its UTF-8 bytes.</summary>
    public static ImmutableArray<byte> DecodeBytes(string token)
    {
        ImmutableArray<byte>.Builder bytes = ImmutableArray.CreateBuilder<byte>();
        ReadOnlySpan<char> body = Body(token[1..]);
        StringBuilder text = new();
        for (int i = 0; i < body.Length; i++)
        {
            if (body[i] == '\\' && i + 1 < body.Length && body[i + 1] == 'x' && TryHex(body, i + 2, 2, out int value))
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text.ToString()));
                text.Clear();
                bytes.Add((byte)value);
                i += 3;
            }
            else if (body[i] == '\\' && i + 1 < body.Length)
            {
                i = AppendEscape(text, body, i + 1);
            }
            else
            {
                text.Append(body[i]);
            }
        }

        bytes.AddRange(Encoding.UTF8.GetBytes(text.ToString()));
        return bytes.ToImmutable();
    }

    private static ReadOnlySpan<char> Body(string token) =>
        token.Length >= 2 && token[0] is '"' or '\'' or '`' ? token.AsSpan(1, token.Length - (token[^1] == token[0] ? 2 : 1)) : token;

    /// <summary>Appends the escape whose letter is at <paramref name="at"/>; gives the index of its last character.</summary>
    private static int AppendEscape(StringBuilder builder, ReadOnlySpan<char> body, int at)
    {
        switch (body[at])
        {
            case 'n': builder.Append('\n'); return at;
            case 't': builder.Append('\t'); return at;
            case 'r': builder.Append('\r'); return at;
            case '\n': return at;
            case '\r' when at + 1 < body.Length && body[at + 1] == '\n': return at + 1;
            case 'x' when TryHex(body, at + 1, 2, out int code):
                builder.Append((char)code);
                return at + 2;
            case 'u' when at + 1 < body.Length && body[at + 1] == '{':
                return AppendCodePoint(builder, body, at);
            default: builder.Append(body[at]); return at;
        }
    }

    private static int AppendCodePoint(StringBuilder builder, ReadOnlySpan<char> body, int at)
    {
        int length = body[(at + 2)..].IndexOf('}');
        if (length is >= 1 and <= 6 && TryHex(body, at + 2, length, out int code) && Rune.IsValid(code))
        {
            builder.Append(new Rune(code).ToString());
            return at + 2 + length;
        }

        builder.Append('u');
        return at;
    }

    private static bool TryHex(ReadOnlySpan<char> body, int start, int length, out int value)
    {
        value = 0;
        return start + length <= body.Length
            && int.TryParse(body.Slice(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}

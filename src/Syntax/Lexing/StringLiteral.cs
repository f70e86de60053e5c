using System.Text;

namespace CryptoScalp.Rules.Syntax;

/// <summary>The values of string and byte string tokens.</summary>
public static class StringLiteral
{
    /// <summary>The text that a <see cref="SyntaxKind.String"/> token stands for: without its quotes, escapes replaced. An unknown escape stands for itself.</summary>
    public static string Decode(SyntaxToken token)
    {
        ReadOnlySpan<char> inner = Inner(token.Text);
        if (!inner.Contains('\\'))
        {
            return inner.ToString();
        }

        StringBuilder builder = new(inner.Length);
        for (int i = 0; i < inner.Length;)
        {
            int length = inner[i] == '\\' ? StringEscape.Length(inner[i..]) : 0;
            if (length > 0)
            {
                builder.Append(char.ConvertFromUtf32(StringEscape.CodePoint(inner.Slice(i, length))));
            }
            else
            {
                builder.Append(inner[i]);
            }

            i += Math.Max(1, length);
        }

        return builder.ToString();
    }

    /// <summary>The bytes that a <see cref="SyntaxKind.Bytes"/> token stands for: <c>\xhh</c> is one byte, everything else its UTF-8.</summary>
    public static byte[] DecodeBytes(SyntaxToken token)
    {
        ReadOnlySpan<char> inner = Inner(token.Text.AsSpan(1));
        List<byte> bytes = new(inner.Length);
        for (int i = 0; i < inner.Length;)
        {
            int length = inner[i] == '\\' ? StringEscape.Length(inner[i..]) : 0;
            ReadOnlySpan<char> piece = inner.Slice(i, length > 0 ? length : char.IsSurrogate(inner[i]) && i + 1 < inner.Length ? 2 : 1);
            if (length > 0 && piece[1] == 'x')
            {
                bytes.Add((byte)StringEscape.CodePoint(piece));
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(length > 0 ? char.ConvertFromUtf32(StringEscape.CodePoint(piece)) : piece.ToString()));
            }

            i += piece.Length;
        }

        return [.. bytes];
    }

    /// <summary>Without the quotes; a closing quote that the text lacks is not cut.</summary>
    private static ReadOnlySpan<char> Inner(ReadOnlySpan<char> quoted) =>
        quoted.Length >= 2 && quoted[^1] == quoted[0] ? quoted[1..^1] : quoted[Math.Min(1, quoted.Length)..];
}

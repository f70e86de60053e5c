using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace CryptoScalp.Rules.Primitives;

/// <summary>Short ids made of content: equal content has one id on every machine and in every run.</summary>
public static class ContentId
{
    /// <summary>Characters in an id.</summary>
    public const int Length = 16;

    /// <summary>The first 16 lower-case hex digits of SHA-256 over the UTF-8 bytes of a canonical text.</summary>
    /// <remarks>64 bits: among a million different texts a collision has a chance of about 3e-8.</remarks>
    public static string Of(ReadOnlySpan<char> canonicalText)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(canonicalText.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(canonicalText, bytes)), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        return Convert.ToHexStringLower(hash[..(Length / 2)]);
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{char})"/>
    public static string Of(StringBuilder canonicalText)
    {
        char[] text = ArrayPool<char>.Shared.Rent(canonicalText.Length);
        canonicalText.CopyTo(0, text, canonicalText.Length);
        string id = Of(text.AsSpan(0, canonicalText.Length));
        ArrayPool<char>.Shared.Return(text);
        return id;
    }
}

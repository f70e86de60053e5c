using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>A place in a frame that is written plainly: no blanks, no escapes, printable ASCII. Every <c>Try</c> that answers false has found something else.</summary>
/// <remarks>
/// The text must end with <c>}</c>. No <c>Try</c> but the last one passes that brace, so reading one byte at the current place never leaves the text.
/// </remarks>
internal ref struct PlainText(ReadOnlySpan<byte> text)
{
    /// <summary>More digits in front of the point than any price or size has; with <see cref="Dec8.Digits"/> behind it the value fits 64 bits.</summary>
    private const int MaxWholeDigits = 10;

    /// <summary>So that the value fits 64 bits.</summary>
    private const int MaxIntegerDigits = 18;

    private static readonly long[] PowersOfTen = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    public readonly bool IsAtEnd => _at == _text.Length;

    /// <summary>The byte at the current place.</summary>
    public readonly byte Next => _text[_at];

    /// <summary>Passes a byte that is not the last of the text, unless the text ends with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPass(byte expected)
    {
        if (_text[_at] != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    public bool TryPass(ReadOnlySpan<byte> expected)
    {
        if (!_text[_at..].StartsWith(expected))
        {
            return false;
        }

        _at += expected.Length;
        return true;
    }

    /// <summary>A name of one letter, or of two, with its colon: <c>"u":</c>, <c>"pu":</c>. The second letter of a name of one is 0.</summary>
    public bool TryName(out byte first, out byte second)
    {
        first = second = 0;
        ReadOnlySpan<byte> rest = _text[_at..];
        if (rest.Length < 6 || rest[0] != '"')
        {
            return false;
        }

        bool single = rest[2] == '"';
        (first, second) = (rest[1], single ? (byte)0 : rest[2]);
        int colon = single ? 3 : 4;
        _at += colon + 1;
        return rest[colon - 1] == '"' && rest[colon] == ':' && (single || second != 0);
    }

    /// <summary>An integer without a sign, of at most 18 digits.</summary>
    public bool TryInteger(out long value)
    {
        int start = _at;
        value = Digits(0);
        int digits = _at - start;
        return digits is > 0 and <= MaxIntegerDigits && (digits == 1 || _text[start] != '0');
    }

    /// <summary>A decimal in quotes; one that is longer than prices and sizes are is left to the general reader.</summary>
    public bool TryAmount(out Dec8 amount)
    {
        amount = default;
        if (!TryPass((byte)'"'))
        {
            return false;
        }

        int start = _at;
        long value = Digits(0);
        int whole = _at - start, fraction = 0;
        if (whole is 0 or > MaxWholeDigits)
        {
            return false;
        }

        if (_text[_at] == '.')
        {
            start = ++_at;
            value = Digits(value);
            fraction = _at - start;
            if (fraction is 0 or > Dec8.Digits)
            {
                return false;
            }
        }

        amount = new Dec8(value * PowersOfTen[Dec8.Digits - fraction]);
        return TryPass((byte)'"');
    }

    /// <summary>A text in quotes, without them.</summary>
    public bool TryString(out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!TryPass((byte)'"'))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = _text[_at..^1];
        for (int i = 0; i < rest.Length; i++)
        {
            byte b = rest[i];
            if (b == '"')
            {
                value = rest[..i];
                _at += i + 1;
                return true;
            }

            if (b is < 0x20 or >= 0x7f or (byte)'\\')
            {
                return false;
            }
        }

        return false;
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool TryTruth(out bool value)
    {
        value = TryPass("true"u8);
        return value || TryPass("false"u8);
    }

    /// <summary>Goes on with a number, digit by digit. Of too many digits the value is meaningless: the caller counts them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Digits(long value)
    {
        ReadOnlySpan<byte> text = _text;
        int at = _at;
        for (uint digit; (uint)at < (uint)text.Length && (digit = (uint)(text[at] - '0')) <= 9; at++)
        {
            value = unchecked((value * 10) + digit);
        }

        _at = at;
        return value;
    }
}

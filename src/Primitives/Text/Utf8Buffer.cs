namespace CryptoScalp.Rules.Primitives;

/// <summary>Bytes of UTF-8 text being put together: grows to the longest text written and is then free of allocation. Single-threaded.</summary>
public sealed class Utf8Buffer
{
    private byte[] _bytes = new byte[1024];
    private int _count;

    /// <summary>What was written since <see cref="Clear"/>; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

    public void Clear() => _count = 0;

    public void Append(byte one)
    {
        if (_count == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[_count++] = one;
    }

    public void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        _count += text.Length;
    }

    /// <summary>At least so many bytes behind what was written; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Room(int atLeast)
    {
        if (_bytes.Length - _count < atLeast)
        {
            Grow(atLeast);
        }

        return _bytes.AsSpan(_count);
    }

    /// <exception cref="ArgumentOutOfRangeException">More than the room that there was.</exception>
    public void Advance(int used)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(used);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(used, _bytes.Length - _count);
        _count += used;
    }

    private void Grow(int atLeast) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(_count + atLeast)));
}

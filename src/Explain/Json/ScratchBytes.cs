using System.Buffers;
using System.Text.Json;

namespace CryptoScalp.Rules.Explain;

/// <summary>A JSON writer a thread with the memory that it writes to, lent out and given back: of a document only its bytes are left behind.</summary>
internal sealed class ScratchBytes
{
    /// <summary>Bytes; memory that has grown further is not kept.</summary>
    private const int MostKept = 256 * 1024;

    [ThreadStatic]
    private static ScratchBytes? _spare;

    private readonly ArrayBufferWriter<byte> _bytes = new(16 * 1024);

    private ScratchBytes(JsonWriterOptions options) => Json = new Utf8JsonWriter(_bytes, options);

    public Utf8JsonWriter Json { get; }

    /// <summary>Whoever takes another one on the same thread before this one is finished gets a new one. One that is never finished, because what it was for failed, is not used again.</summary>
    /// <param name="options">The same for all callers.</param>
    public static ScratchBytes Take(JsonWriterOptions options)
    {
        ScratchBytes taken = _spare ?? new ScratchBytes(options);
        _spare = null;
        return taken;
    }

    /// <summary>A copy of what was written; the memory goes back.</summary>
    public byte[] Finish()
    {
        Json.Flush();
        byte[] written = _bytes.WrittenSpan.ToArray();
        _bytes.ResetWrittenCount();
        Json.Reset(_bytes);
        if (_bytes.Capacity <= MostKept)
        {
            _spare = this;
        }

        return written;
    }
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CryptoScalp.Rules.Host;

/// <summary>Writes JSON bodies. Text is left readable; the media type and the header <c>nosniff</c> keep it from being taken for a page.</summary>
internal static class JsonAnswer
{
    public static JsonWriterOptions Format { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Answer Of(Action<Utf8JsonWriter> write, int status = 200) => Answer.Json(Bytes(write), status);

    public static ReadOnlyMemory<byte> Bytes(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter json = new(buffer, Format))
        {
            write(json);
        }

        return buffer.WrittenMemory;
    }

    /// <summary>A number that may exceed what a double holds is text, as in journals and proofs.</summary>
    public static void WriteTime(this Utf8JsonWriter json, string name, Primitives.EventTime at) => json.WriteString(name, at.ToString());
}

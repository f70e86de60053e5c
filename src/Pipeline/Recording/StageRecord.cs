using System.Buffers;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The record of rules that are staged, with all their sources, so that a journal explains itself. Made before, so that the tick thread has only to append it.</summary>
internal static class StageRecord
{
    private static readonly JsonWriterOptions _format = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>UTF-8 JSON, as docs/journal.md says. Any thread.</summary>
    /// <param name="program">The rules.</param>
    /// <param name="by">Who staged them.</param>
    public static ReadOnlyMemory<byte> Of(BoundProgram program, string by)
    {
        ArrayBufferWriter<byte> buffer = new(4096);
        using (Utf8JsonWriter json = new(buffer, _format))
        {
            json.WriteStartObject();
            json.WriteString("version", program.Version);
            json.WriteString("by", by);
            json.WriteStartArray("sources");
            foreach (SourceText source in ProgramJson.SourcesOf(program))
            {
                json.WriteStartObject();
                json.WriteString("path", source.Name);
                json.WriteString("text", source.Text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}

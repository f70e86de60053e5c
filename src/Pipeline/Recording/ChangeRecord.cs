using System.Buffers;
using System.Text.Json;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The record of a change of the rules in force, ready before it comes about: the tick thread has only to append it. Immutable, for any thread.</summary>
/// <param name="From">The version before, which it is right for.</param>
/// <param name="Payload">UTF-8 JSON, as docs/journal.md says.</param>
internal sealed record ChangeRecord(string From, ReadOnlyMemory<byte> Payload)
{
    private static readonly JsonWriterOptions _format = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="from">The version before.</param>
    /// <param name="to">The rules after.</param>
    /// <param name="since">The transaction from which those followed the run; 0 from its beginning.</param>
    /// <param name="change">Who asked, and why.</param>
    /// <param name="measures">What their features measure.</param>
    /// <param name="pastFrom">The record before which nothing of the past was read; 0 for its beginning.</param>
    public static ChangeRecord Of(string from, BoundProgram to, long since, PackChange change, IReadOnlyDictionary<string, string> measures, long pastFrom = 0)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter json = new(buffer, _format))
        {
            json.WriteStartObject();
            json.WriteString("kind", change.Kind.ToString().ToLowerInvariant());
            json.WriteString("from", from);
            json.WriteString("to", to.Version);
            json.WriteString("by", change.By);
            json.WriteString("cause", change.Cause);
            json.WriteString("gate", change.GateHash);
            json.WriteNumber("since", since);
            if (pastFrom > 0)
            {
                json.WriteNumber("pastFrom", pastFrom);
            }

            if (change.WarmsUntil is { } time)
            {
                json.WriteNumber("warmsUntil", time.Nanoseconds);
            }

            ProgramJson.WriteParams(json, to);
            ProgramJson.WriteMeasures(json, measures);
            json.WriteEndObject();
        }

        return new ChangeRecord(from, buffer.WrittenMemory);
    }
}

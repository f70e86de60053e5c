using System.Buffers;
using System.Text.Json;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Writes what happens in a run into the journal: one record a thing, JSON payloads with stable field names.</summary>
/// <remarks>
/// Facts are written as source text (<c>"+quote(/a, \"X\", 1.0, …)"</c>), so a journal can be read by a person and re-applied by the parser.
/// A decision is flushed before anything acts on it: journal first, publish after.
/// </remarks>
internal sealed class RunJournal(JournalWriter writer) : IDisposable
{
    private readonly JournalWriter _writer = writer;
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly HashSet<string> _proofNodes = new(StringComparer.Ordinal);

    public string Hash => _writer.Hash;

    public long Records => _writer.Records;

    public void Changes(long sequence, EventTime at, IReadOnlyList<FactChange> changes) =>
        Append(JournalRecordType.FactChanges, sequence, at, json =>
        {
            json.WriteStartArray("changes");
            foreach (FactChange change in changes)
            {
                json.WriteStringValue(change.ToString());
            }

            json.WriteEndArray();
        });

    public void Append(JournalRecordType type, long sequence, EventTime at, Action<Utf8JsonWriter> write)
    {
        _buffer.ResetWrittenCount();
        using (Utf8JsonWriter json = new(_buffer, _format))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        _writer.Append(type, sequence, at, _buffer.WrittenSpan);
    }

    /// <summary>Appends a payload that is JSON already; of proof nodes each is written once.</summary>
    public void AppendNode(string id, long sequence, EventTime at, ReadOnlySpan<byte> utf8Json)
    {
        if (_proofNodes.Add(id))
        {
            _writer.Append(JournalRecordType.ProofNode, sequence, at, utf8Json);
        }
    }

    public void Flush(bool durable) => _writer.Flush(durable);

    public void Dispose() => _writer.Dispose();

    private static readonly JsonWriterOptions _format = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

using System.Buffers;
using System.Text.Json;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host;

/// <summary>Writes rows of the board as JSON, in memory that stays. Tick thread.</summary>
internal sealed class RowWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    public RowWriter() => Json = new Utf8JsonWriter(_bytes, JsonAnswer.Format);

    /// <summary>Holds nothing but memory: nobody has to dispose it.</summary>
    private Utf8JsonWriter Json { get; }

    public byte[] Of(DecisionOutcome outcome)
    {
        EventJson.Write(Json, outcome);
        return Finish();
    }

    public byte[] Of(EventTime at, long number, NonDecision nonDecision, NonDecisionProof? proof)
    {
        EventJson.Write(Json, at, number, nonDecision, proof);
        return Finish();
    }

    private byte[] Finish()
    {
        Json.Flush();
        byte[] row = _bytes.WrittenSpan.ToArray();
        _bytes.ResetWrittenCount();
        Json.Reset(_bytes);
        return row;
    }
}

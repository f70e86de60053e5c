using System.Buffers;
using System.Text.Json;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host;

/// <summary>Writes rows of the board as JSON, in memory that stays. Tick thread.</summary>
internal sealed class RowWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    public byte[] Of(DecisionOutcome outcome)
    {
        using Utf8JsonWriter json = new(_bytes, JsonAnswer.Format);
        EventJson.Write(json, outcome);
        return Finish(json);
    }

    public byte[] Of(EventTime at, long number, NonDecision nonDecision)
    {
        using Utf8JsonWriter json = new(_bytes, JsonAnswer.Format);
        EventJson.Write(json, at, number, nonDecision);
        return Finish(json);
    }

    private byte[] Finish(Utf8JsonWriter json)
    {
        json.Flush();
        byte[] row = _bytes.WrittenSpan.ToArray();
        _bytes.ResetWrittenCount();
        return row;
    }
}

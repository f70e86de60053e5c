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
    private readonly Utf8JsonWriter _json;

    public RowWriter() => _json = new Utf8JsonWriter(_bytes, JsonAnswer.Format);

    public byte[] Of(DecisionOutcome outcome)
    {
        EventJson.Write(_json, outcome);
        return Finish();
    }

    public byte[] Of(EventTime at, long number, NonDecision nonDecision)
    {
        EventJson.Write(_json, at, number, nonDecision);
        return Finish();
    }

    private byte[] Finish()
    {
        _json.Flush();
        byte[] row = _bytes.WrittenSpan.ToArray();
        _bytes.ResetWrittenCount();
        _json.Reset(_bytes);
        return row;
    }
}

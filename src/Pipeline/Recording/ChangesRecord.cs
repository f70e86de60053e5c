using System.Text.Encodings.Web;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Puts the record of a transaction's changes together, the one record that every tick writes: bytes straight from values, without a string.</summary>
/// <remarks>
/// <c>{"changes":["+quote(/a, \\"X\\", …)",…],"origins":[["frame 12 of feed",3],…]}</c>: changes as source text, origins as runs with their lengths.
/// </remarks>
internal sealed class ChangesRecord
{
    /// <summary>Words that come again: states, sides, regimes. Beyond so many they are put together anew each time.</summary>
    private const int MostWords = 256;

    private readonly Utf8Buffer _json = new();
    private readonly Dictionary<Value, byte[]> _words = [];

    /// <summary>The record's payload; valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(RowChanges changes, FactOrigins origins)
    {
        _json.Clear();
        _json.Append("{\"changes\":["u8);
        for (int i = 0; i < changes.Count; i++)
        {
            WriteChange(changes, i);
        }

        _json.Append("],\"origins\":["u8);
        WriteOrigins(changes, origins);
        _json.Append("]}"u8);
        return _json.Written;
    }

    private void WriteChange(RowChanges changes, int change)
    {
        SuppliedRow row = changes.RowOf(change);
        _json.Append(change == 0 ? "\""u8 : ",\""u8);
        _json.Append(changes.KindOf(change) == ChangeKind.Assert ? (byte)'+' : (byte)'-');
        _json.Append(row.JsonStart.AsSpan());
        foreach (Value value in changes.ValuesOf(change)[row.Key.Length..])
        {
            _json.Append(", "u8);
            WriteValue(value);
        }

        _json.Append(")\""u8);
    }

    /// <summary>Numbers have nothing to escape.</summary>
    private void WriteValue(Value value)
    {
        if (value.IsNumeric)
        {
            ValueUtf8.Append(_json, value);
        }
        else
        {
            _json.Append(JsonOf(value));
        }
    }

    private byte[] JsonOf(Value value)
    {
        if (!_words.TryGetValue(value, out byte[]? json))
        {
            json = JsonEncodedText.Encode(value.ToString(), JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray();
            if (_words.Count < MostWords)
            {
                _words.Add(value, json);
            }
        }

        return json;
    }

    private void WriteOrigins(RowChanges changes, FactOrigins origins)
    {
        for (int start = 0, end; start < changes.Count; start = end)
        {
            FactOrigin origin = FactOrigins.Of(changes.RowOf(start));
            for (end = start + 1; end < changes.Count && FactOrigins.Of(changes.RowOf(end)) == origin;)
            {
                end++;
            }

            _json.Append(start == 0 ? "[\""u8 : ",[\""u8);
            origins.AppendJson(_json, origin);
            _json.Append("\","u8);
            ValueUtf8.Append(_json, end - start);
            _json.Append((byte)']');
        }
    }
}

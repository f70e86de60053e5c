using System.Text;
using System.Text.Json;

namespace CryptoScalp.Rules.Journal;

/// <summary>Finds the top-level <c>id</c> of a JSON payload without building a document.</summary>
internal sealed class PayloadIdFilter(string prefix)
{
    private readonly byte[] _prefix = Encoding.UTF8.GetBytes(prefix);

    /// <summary>False for payloads that are no JSON object or have no such property.</summary>
    public bool Matches(ReadOnlySpan<byte> payload)
    {
        Utf8JsonReader reader = new(payload);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && HasId(ref reader);
        }
        catch (JsonException)
        {
            // Payloads are the appender's; one that is no JSON has no id to be found by.
            return false;
        }
    }

    private bool HasId(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isId = reader.ValueTextEquals("id"u8);
            reader.Read();
            if (isId)
            {
                return reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && reader.ValueSpan.StartsWith(_prefix);
            }

            reader.Skip();
        }

        return false;
    }
}

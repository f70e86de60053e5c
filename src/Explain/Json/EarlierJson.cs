using System.Text.Json;

namespace CryptoScalp.Rules.Explain;

/// <summary>Puts what stored rows rested on into the object of a proof: <c>"earlier":[{"fact","at","moment","proof"?}]</c>.</summary>
internal static class EarlierJson
{
    public static byte[] Add(byte[] proof, IReadOnlyList<EarlierPremise>? earlier)
    {
        if (earlier is null or [])
        {
            return proof;
        }

        byte[] list = ProofJson.Utf8(json =>
        {
            json.WriteStartArray();
            foreach (EarlierPremise premise in earlier)
            {
                Write(json, premise);
            }

            json.WriteEndArray();
        });
        return [.. proof.AsSpan(0, proof.Length - 1), .. ",\"earlier\":"u8, .. list, (byte)'}'];
    }

    private static void Write(Utf8JsonWriter json, EarlierPremise premise)
    {
        json.WriteStartObject();
        json.WriteString("fact", premise.Fact);
        json.WriteString("at", premise.At.ToString());
        json.WriteString("moment", premise.Moment);
        if (premise.Proof is { } proof)
        {
            json.WritePropertyName("proof");
            ProofJson.Write(json, proof);
        }

        json.WriteEndObject();
    }
}

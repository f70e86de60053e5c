using System.Text.Json;

namespace CryptoScalp.Rules.Explain;

/// <summary>
/// Puts what was found by going back into the object of a proof: <c>"earlier":[{"fact","at","moment","proof"?}]</c>, <c>"absences":[{"absent","since","last"?}]</c>,
/// <c>"journal":{"at","time","reaches"}</c>.
/// </summary>
internal static class PastJson
{
    public static byte[] Add(byte[] proof, ProofPast? past) => past is null or { Earlier.Count: 0, Absences.Count: 0, Journal: null } ? proof : ProofJson.With(proof, json =>
    {
        WriteList(json, "earlier", past.Earlier, Write);
        WriteList(json, "absences", past.Absences, Write);
        WriteReach(json, past);
    });

    private static void WriteReach(Utf8JsonWriter json, ProofPast past)
    {
        if (past.Journal is { } read)
        {
            json.WriteStartObject("journal");
            json.WriteString("at", read.ToString());
            json.WriteString("time", UtcText.Of(read));
            json.WriteBoolean("reaches", past.Reaches);
            json.WriteEndObject();
        }
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> list, Action<Utf8JsonWriter, T> write)
    {
        if (list.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (T item in list)
            {
                write(json, item);
            }

            json.WriteEndArray();
        }
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

    private static void Write(Utf8JsonWriter json, AbsenceSpan absence)
    {
        json.WriteStartObject();
        json.WriteString("absent", absence.Pattern);
        json.WriteString("since", absence.Since?.ToString()); // null: nothing had matched since the run began
        if (absence.Last is { } last)
        {
            json.WriteString("last", last);
        }

        json.WriteEndObject();
    }
}

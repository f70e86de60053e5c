using System.Text.Encodings.Web;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>A proof as one JSON object; reading it back gives the same nodes and ids. Field names are stable.</summary>
/// <remarks>
/// <code>
/// {"format":"cryptoscalp-proof/1","root":ID,"at":"NANOSECONDS","nodes":[NODE…]}                                     children before parents
/// NODE    = {"id","kind":"given","fact","origin"?,"at"?,"measure"?} | {"id","kind":"cut","fact","reason"}
///         | {"id","kind":"derived","fact","rule","program","location","doc"?,"bindings":[{"name","value"}],"parameters":[{"name","value"}],
///            "premises":[PREMISE…],"memberCount"?,"members"?:[{"premises":[PREMISE…]}]}
/// PREMISE = {"fact":ID} | {"condition","values"} | {"absent":PATTERN} | {"aggregate":"sum(X)","variable","value"}
/// </code>
/// Facts and values are source text of the rule language. Times are nanoseconds in a string, since JSON numbers lose digits beyond 2^53.
/// </remarks>
public static class ProofJson
{
    public const string Format = "cryptoscalp-proof/1";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] ToUtf8(Proof proof) => Utf8(writer => Write(writer, proof));

    public static void Write(Utf8JsonWriter writer, Proof proof)
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteString("root", proof.RootId);
        writer.WriteString("at", proof.At.ToString());
        WriteNodes(writer, proof.Graph);
        writer.WriteEndObject();
    }

    /// <summary>Reads a proof back with the ids that it claims; <see cref="ProofVerifier"/> recomputes them.</summary>
    /// <exception cref="FormatException">Not JSON, not a proof of this format, or a node refers to one that does not come before it.</exception>
    public static Proof Parse(ReadOnlyMemory<byte> utf8) => JsonShape.Document(utf8, static root =>
    {
        CheckFormat(root, Format);
        ProofGraph graph = ReadNodes(root);
        string rootId = root.Text("root");
        return graph.Contains(rootId)
            ? new Proof(rootId, new EventTime(root.Int64("at")), graph)
            : throw new FormatException($"the proof's root {rootId} is not among its nodes");
    });

    internal static void WriteNodes(Utf8JsonWriter writer, ProofGraph graph)
    {
        writer.WriteStartArray("nodes");
        foreach (ProofNode node in graph.Nodes)
        {
            NodeJson.Write(writer, node);
        }

        writer.WriteEndArray();
    }

    internal static ProofGraph ReadNodes(JsonElement root) => ProofGraph.FromClaims(root.Items("nodes", NodeJson.Read));

    internal static void CheckFormat(JsonElement root, string expected)
    {
        string format = root.Text("format");
        if (format != expected)
        {
            throw new FormatException($"the document has format '{format}', expected '{expected}'");
        }
    }

    /// <summary>The object of a proof with more fields at its end, which no id covers.</summary>
    internal static byte[] With(byte[] proof, Action<Utf8JsonWriter> fields)
    {
        byte[] added = Utf8(json =>
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        });
        return [.. proof.AsSpan(0, proof.Length - 1), (byte)',', .. added.AsSpan(1)];
    }

    internal static byte[] Utf8(Action<Utf8JsonWriter> write)
    {
        ScratchBytes scratch = ScratchBytes.Take(Options);
        write(scratch.Json);
        return scratch.Finish();
    }
}

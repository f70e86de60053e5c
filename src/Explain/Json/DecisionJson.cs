using System.Collections.Immutable;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>Decisions and non-decisions as JSON, with or without their proofs' nodes. Field names are stable.</summary>
/// <remarks>
/// <code>
/// {"format":"cryptoscalp-decision/1","id","name","key":[…],"action","size","askedSize","rule","class","priority":N,"confidence","at":"NS","sequence":"N","program",
///  "proof":ID,"cap"?:ID,"requirements":[ID…],"absent":[PATTERN…],"contest":[ENTRY…],"nodes"?:[NODE…]}
/// {"format":"cryptoscalp-non-decision/1","id","name","key":[…],"at":"NS","sequence":"N","program","entry":ENTRY,"nodes"?:[NODE…]}
/// ENTRY = {"proof":ID,"rule","class","priority":N,"confidence","reasons":[{"kind","nodes":[ID…],"details":[…]}]}     kinds: see ContestReason
/// </code>
/// A journal stores the record without <c>nodes</c>, and each node once by its id (<see cref="NodeJson"/>); what is read from it takes its nodes from there.
/// </remarks>
public static class DecisionJson
{
    public const string DecisionFormat = "cryptoscalp-decision/1";
    public const string NonDecisionFormat = "cryptoscalp-non-decision/1";

    public static byte[] ToUtf8(DecisionProof proof, bool withNodes = true) => ProofJson.Utf8(writer => Write(writer, proof, withNodes));

    public static byte[] ToUtf8(NonDecisionProof proof, bool withNodes = true) => ProofJson.Utf8(writer => Write(writer, proof, withNodes));

    public static void Write(Utf8JsonWriter writer, DecisionProof proof, bool withNodes)
    {
        writer.WriteStartObject();
        WriteHead(writer, DecisionFormat, proof.Id, proof.Name, proof.Key);
        writer.WriteString("action", proof.Action);
        writer.WriteString("size", proof.Size);
        writer.WriteString("askedSize", proof.AskedSize);
        WriteStanding(writer, proof.RuleId, proof.Class, proof.Priority, proof.Confidence);
        WriteMoment(writer, proof.At, proof.Sequence, proof.ProgramVersion);
        writer.WriteString("proof", proof.RootId);
        if (proof.CapId is not null)
        {
            writer.WriteString("cap", proof.CapId);
        }

        writer.WriteTexts("requirements", proof.Requirements);
        writer.WriteTexts("absent", proof.Absences);
        writer.WriteStartArray("contest");
        foreach (ContestEntry entry in proof.Contest)
        {
            WriteEntry(writer, entry);
        }

        writer.WriteEndArray();
        WriteEnd(writer, proof.Graph, withNodes);
    }

    public static void Write(Utf8JsonWriter writer, NonDecisionProof proof, bool withNodes)
    {
        writer.WriteStartObject();
        WriteHead(writer, NonDecisionFormat, proof.Id, proof.Name, proof.Key);
        WriteMoment(writer, proof.At, proof.Sequence, proof.ProgramVersion);
        writer.WritePropertyName("entry");
        WriteEntry(writer, proof.Entry);
        WriteEnd(writer, proof.Graph, withNodes);
    }

    /// <summary>Reads a decision back.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="nodeOf">Gives the nodes of a document without <c>nodes</c> by their ids; null when the document has its own.</param>
    /// <exception cref="FormatException">Not such a document, or a node that it needs is missing.</exception>
    public static DecisionProof ParseDecision(ReadOnlyMemory<byte> utf8, Func<string, ProofNode?>? nodeOf = null) => JsonShape.Document(utf8, root =>
    {
        ProofJson.CheckFormat(root, DecisionFormat);
        DecisionProof proof = ReadDecision(root);
        return proof with { Graph = GraphOf(root, nodeOf, RootsOf(proof)) };
    });

    /// <summary>Reads a non-decision back; as <see cref="ParseDecision"/>.</summary>
    /// <exception cref="FormatException">Not such a document, or a node that it needs is missing.</exception>
    public static NonDecisionProof ParseNonDecision(ReadOnlyMemory<byte> utf8, Func<string, ProofNode?>? nodeOf = null) => JsonShape.Document(utf8, root =>
    {
        ProofJson.CheckFormat(root, NonDecisionFormat);
        ContestEntry entry = root.TryGetProperty("entry", out JsonElement found) ? ReadEntry(found) : throw new FormatException("the non-decision has no 'entry'");
        return new NonDecisionProof
        {
            Id = root.Text("id"),
            Name = root.Text("name"),
            Key = root.Texts("key"),
            At = new EventTime(root.Int64("at")),
            Sequence = root.Int64("sequence"),
            ProgramVersion = root.Text("program"),
            Entry = entry,
            Graph = GraphOf(root, nodeOf, RootsOf(entry)),
        };
    });

    private static DecisionProof ReadDecision(JsonElement root) => new()
    {
        Id = root.Text("id"),
        Name = root.Text("name"),
        Key = root.Texts("key"),
        Action = root.Text("action"),
        Size = root.Text("size"),
        AskedSize = root.Text("askedSize"),
        RuleId = root.Text("rule"),
        Class = root.Text("class"),
        Priority = root.Int32("priority"),
        Confidence = root.Text("confidence"),
        At = new EventTime(root.Int64("at")),
        Sequence = root.Int64("sequence"),
        ProgramVersion = root.Text("program"),
        RootId = root.Text("proof"),
        CapId = root.OptionalText("cap"),
        Requirements = root.Texts("requirements"),
        Absences = root.Texts("absent"),
        Contest = root.Items("contest", ReadEntry),
        Graph = new ProofGraph([]),
    };

    private static ProofGraph GraphOf(JsonElement root, Func<string, ProofNode?>? nodeOf, IEnumerable<string> roots)
    {
        if (nodeOf is not null)
        {
            return ProofGraph.Gather(roots, nodeOf);
        }

        ProofGraph graph = ProofJson.ReadNodes(root);
        string? missing = roots.FirstOrDefault(id => !graph.Contains(id));
        return missing is null ? graph : throw new FormatException($"node {missing} is not in the document");
    }

    private static IEnumerable<string> RootsOf(DecisionProof proof) =>
        [proof.RootId, .. proof.Requirements, .. proof.CapId is { } cap ? new[] { cap } : [], .. proof.Contest.SelectMany(RootsOf)];

    private static IEnumerable<string> RootsOf(ContestEntry entry) => [entry.NodeId, .. entry.Reasons.SelectMany(static r => r.Nodes)];

    private static void WriteHead(Utf8JsonWriter writer, string format, string id, string name, ImmutableArray<string> key)
    {
        writer.WriteString("format", format);
        writer.WriteString("id", id);
        writer.WriteString("name", name);
        writer.WriteTexts("key", key);
    }

    private static void WriteMoment(Utf8JsonWriter writer, EventTime at, long sequence, string program)
    {
        writer.WriteString("at", at.ToString());
        writer.WriteString("sequence", sequence.ToString(System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteString("program", program);
    }

    private static void WriteStanding(Utf8JsonWriter writer, string rule, string ruleClass, int priority, string confidence)
    {
        writer.WriteString("rule", rule);
        writer.WriteString("class", ruleClass);
        writer.WriteNumber("priority", priority);
        writer.WriteString("confidence", confidence);
    }

    internal static void WriteEntry(Utf8JsonWriter writer, ContestEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("proof", entry.NodeId);
        WriteStanding(writer, entry.RuleId, entry.Class, entry.Priority, entry.Confidence);
        writer.WriteStartArray("reasons");
        foreach (ContestReason reason in entry.Reasons)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", reason.Kind);
            writer.WriteTexts("nodes", reason.Nodes);
            writer.WriteTexts("details", reason.Details);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static ContestEntry ReadEntry(JsonElement element) => new()
    {
        NodeId = element.Text("proof"),
        RuleId = element.Text("rule"),
        Class = element.Text("class"),
        Priority = element.Int32("priority"),
        Confidence = element.Text("confidence"),
        Reasons = element.Items("reasons", static r => new ContestReason(r.Text("kind"), r.Texts("nodes"), r.Texts("details"))),
    };

    private static void WriteEnd(Utf8JsonWriter writer, ProofGraph graph, bool withNodes)
    {
        if (withNodes)
        {
            ProofJson.WriteNodes(writer, graph);
        }

        writer.WriteEndObject();
    }
}

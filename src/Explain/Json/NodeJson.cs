using System.Collections.Immutable;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>One node as JSON: the unit that a journal stores, each once by its id. Field names are stable; see <see cref="ProofJson"/>.</summary>
public static class NodeJson
{
    public static byte[] ToUtf8(ProofNode node) => ProofJson.Utf8(writer => Write(writer, node));

    public static void Write(Utf8JsonWriter writer, ProofNode node)
    {
        writer.WriteStartObject();
        writer.WriteString("id", node.Id);
        writer.WriteString("kind", KindOf(node));
        writer.WriteString("fact", node.Fact);
        switch (node)
        {
            case GivenNode given:
                writer.WriteOptional("origin", given.Origin);
                writer.WriteOptional("at", given.At?.ToString());
                writer.WriteOptional("measure", given.Measure);
                break;
            case CutNode cut: writer.WriteString("reason", cut.Reason); break;
            case DerivedNode derived: WriteDerived(writer, derived); break;
            default: throw new System.Diagnostics.UnreachableException();
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads a node back with the id that it claims; <see cref="ProofVerifier"/> recomputes it.</summary>
    /// <exception cref="FormatException">Not a node.</exception>
    public static ProofNode Parse(ReadOnlyMemory<byte> utf8) => JsonShape.Document(utf8, Read);

    internal static ProofNode Read(JsonElement element)
    {
        string id = element.Text("id"), fact = element.Text("fact");
        return element.Text("kind") switch
        {
            "given" => new GivenNode
            {
                Id = id,
                Fact = fact,
                Origin = element.OptionalText("origin"),
                At = element.TryGetProperty("at", out _) ? new EventTime(element.Int64("at")) : null,
                Measure = element.OptionalText("measure"),
            },
            "cut" => new CutNode { Id = id, Fact = fact, Reason = element.Text("reason") },
            "derived" => ReadDerived(element, id, fact),
            string other => throw new FormatException($"'{other}' is no kind of proof node (given, derived, cut)"),
        };
    }

    private static string KindOf(ProofNode node) => node switch
    {
        GivenNode => "given",
        CutNode => "cut",
        DerivedNode => "derived",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static void WriteDerived(Utf8JsonWriter writer, DerivedNode node)
    {
        writer.WriteString("rule", node.RuleId);
        writer.WriteString("program", node.ProgramVersion);
        writer.WriteString("location", node.Location);
        writer.WriteOptional("doc", node.Doc);
        writer.WriteOptional("stored", node.Stored);
        WriteNamed(writer, "bindings", node.Bindings);
        WriteNamed(writer, "parameters", node.Parameters);
        WritePremises(writer, node.Premises);
        if (node.MemberCount > 0)
        {
            writer.WriteNumber("memberCount", node.MemberCount);
            WriteMembers(writer, node.Members);
        }
    }

    /// <summary>The property <c>members</c>.</summary>
    internal static void WriteMembers(Utf8JsonWriter writer, ImmutableArray<ProofMember> members)
    {
        writer.WriteStartArray("members");
        foreach (ProofMember member in members)
        {
            writer.WriteStartObject();
            WritePremises(writer, member.Premises);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static DerivedNode ReadDerived(JsonElement element, string id, string fact) => new()
    {
        Id = id,
        Fact = fact,
        RuleId = element.Text("rule"),
        ProgramVersion = element.Text("program"),
        Location = element.Text("location"),
        Doc = element.OptionalText("doc"),
        Stored = element.OptionalText("stored"),
        Bindings = element.Items("bindings", ReadNamed),
        Parameters = element.Items("parameters", ReadNamed),
        Premises = element.Items("premises", ReadPremise),
        MemberCount = element.TryGetProperty("memberCount", out _) ? element.Int32("memberCount") : 0,
        Members = element.Items("members", static m => new ProofMember(m.Items("premises", ReadPremise))),
    };

    private static void WritePremises(Utf8JsonWriter writer, ImmutableArray<ProofPremise> premises)
    {
        writer.WriteStartArray("premises");
        foreach (ProofPremise premise in premises)
        {
            writer.WriteStartObject();
            WritePremise(writer, premise);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePremise(Utf8JsonWriter writer, ProofPremise premise)
    {
        switch (premise)
        {
            case FactPremise fact:
                writer.WriteString("fact", fact.NodeId);
                break;
            case ConditionPremise condition:
                writer.WriteString("condition", condition.Text);
                writer.WriteString("values", condition.Values);
                break;
            case AbsencePremise absence:
                writer.WriteString("absent", absence.Pattern);
                break;
            case AggregatePremise aggregate:
                writer.WriteString("aggregate", aggregate.Text);
                writer.WriteString("variable", aggregate.Variable);
                writer.WriteString("value", aggregate.Value);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static ProofPremise ReadPremise(JsonElement element)
    {
        if (element.OptionalText("fact") is { } node)
        {
            return new FactPremise(node);
        }

        if (element.OptionalText("condition") is { } condition)
        {
            return new ConditionPremise(condition, element.Text("values"));
        }

        return element.OptionalText("absent") is { } pattern
            ? new AbsencePremise(pattern)
            : new AggregatePremise(element.Text("variable"), element.Text("aggregate"), element.Text("value"));
    }

    private static void WriteNamed(Utf8JsonWriter writer, string name, ImmutableArray<NamedValue> values)
    {
        writer.WriteStartArray(name);
        foreach (NamedValue value in values)
        {
            writer.WriteStartObject();
            writer.WriteString("name", value.Name);
            writer.WriteString("value", value.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static NamedValue ReadNamed(JsonElement element) => new(element.Text("name"), element.Text("value"));
}

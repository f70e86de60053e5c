using System.Text;
using System.Text.Json.Nodes;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Checker;

/// <summary>The id that a node's content has, computed from its JSON as <c>docs/proofs.md</c> says.</summary>
internal static class NodeId
{
    /// <summary>A premise is the first of these that it has a field of.</summary>
    private static readonly string[][] _premises = [["fact"], ["condition", "values"], ["absent"]];

    public static string Of(JsonObject node)
    {
        StringBuilder text = new();
        switch (Json.Text(node["kind"]))
        {
            case "given" when node["at"] is { } at: Line(text, "given", node["fact"], node["origin"] ?? "", at); break;
            case "given" when node["origin"] is { } origin: Line(text, "given", node["fact"], origin); break;
            case "given": Line(text, "given", node["fact"]); break;
            case "cut": Line(text, "cut", node["fact"], node["reason"]); break;
            default: Derived(text, node); break;
        }

        return ContentId.Of(text.ToString());
    }

    private static void Derived(StringBuilder text, JsonObject node)
    {
        Line(text, "derived", node["fact"]);
        Line(text, "program", node["program"]);
        Line(text, "rule", node["rule"]);
        if (node["stored"] is { } stored)
        {
            Line(text, "stored", stored);
        }

        Each(node, "bindings", b => Line(text, "binding", Json.Field(b, "name"), Json.Field(b, "value")));
        Each(node, "parameters", p => Line(text, "parameter", Json.Field(p, "name"), Json.Field(p, "value")));
        Each(node, "premises", p => Premise(text, p));
        Line(text, "members", node["memberCount"]?.ToJsonString() ?? "0");
        Each(node, "members", member =>
        {
            text.Append("member\n");
            Each(member, "premises", p => Premise(text, p));
        });
    }

    private static void Premise(StringBuilder text, JsonNode? premise)
    {
        string[] fields = _premises.FirstOrDefault(kind => Json.Field(premise, kind[0]) is not null) ?? ["variable", "aggregate", "value"];
        Line(text, fields is ["variable", ..] ? "aggregate" : fields[0], [.. fields.Select(name => Json.Field(premise, name))]);
    }

    private static void Each(JsonNode? owner, string items, Action<JsonNode?> act) => Json.Items(owner, items).ToList().ForEach(act);

    private static void Line(StringBuilder text, string word, params ReadOnlySpan<JsonNode?> parts)
    {
        text.Append(word);
        foreach (JsonNode? part in parts)
        {
            ValueText.AppendQuoted(text.Append(' '), Json.Text(part));
        }

        text.Append('\n');
    }
}

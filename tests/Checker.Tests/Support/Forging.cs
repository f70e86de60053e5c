using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CryptoScalp.Rules.Checker.Tests;

/// <summary>An altered document and what was done to it.</summary>
internal sealed record Forgery(string What, JsonObject Document);

/// <summary>Alters every field of a document in every way that changes what it says.</summary>
/// <remarks>
/// Left out by argument, because what they give says the same or is another correct proof:
/// the order of the list <c>nodes</c> (it is a set; ids tie it together); a premise's node exchanged for one of the same predicate (a fact that fits the rule
/// as well is another correct argument for the same conclusion); layout of the JSON.
/// </remarks>
internal static class Forging
{
    private const string OtherId = "0123456789abcdef";

    /// <summary>Every string below a node of JSON.</summary>
    public static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(static f => Strings(f.Value)),
        JsonArray a => a.SelectMany(Strings),
        JsonValue v when v.TryGetValue(out string? text) => [text],
        _ => [],
    };

    /// <summary>Every alteration of one field, each in a copy of its own.</summary>
    public static IEnumerable<Forgery> Of(JsonObject document)
    {
        foreach (string path in Paths(document, "$").ToList())
        {
            foreach ((string what, Action<JsonNode> alter) in Alterations(document, path))
            {
                JsonObject copy = (JsonObject)document.DeepClone();
                alter(Find(copy, path));
                yield return new Forgery($"{what} at {path}", copy);
            }
        }
    }

    /// <summary>Gives every node the id that its altered content has, and the new ids to whatever mentions them: what a forger who knows the format does.</summary>
    public static JsonObject Repair(JsonObject forged)
    {
        JsonObject copy = (JsonObject)forged.DeepClone();
        Dictionary<string, string> renamed = new(StringComparer.Ordinal);
        foreach (JsonObject node in (copy["nodes"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Rename(node, renamed, skip: "id");
            if (node["id"] is JsonValue id && id.TryGetValue(out string? old))
            {
                string real = NodeId.Of(node);
                if (real != old)
                {
                    renamed[old] = real;
                    node["id"] = real;
                }
            }
        }

        Rename(copy, renamed, skip: "nodes");
        return copy;
    }

    private static void Rename(JsonNode? node, Dictionary<string, string> renamed, string skip)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (string name in o.Select(static f => f.Key).Where(n => n != skip).ToList())
                {
                    o[name] = Renamed(o[name], renamed, skip);
                }

                break;
            case JsonArray a:
                for (int i = 0; i < a.Count; i++)
                {
                    a[i] = Renamed(a[i], renamed, skip);
                }

                break;
            default: break;
        }
    }

    private static JsonNode? Renamed(JsonNode? node, Dictionary<string, string> renamed, string skip)
    {
        if (node is JsonValue value && value.TryGetValue(out string? text))
        {
            return renamed.GetValueOrDefault(text, text);
        }

        JsonNode? copy = node?.DeepClone();
        Rename(copy, renamed, skip);
        return copy;
    }

    private static IEnumerable<string> Paths(JsonNode? node, string at) => node switch
    {
        JsonObject o => o.SelectMany(f => Paths(f.Value, $"{at}/{f.Key}")).Prepend(at),
        JsonArray a => a.SelectMany((item, i) => Paths(item, $"{at}/{i.ToString(CultureInfo.InvariantCulture)}")).Prepend(at),
        _ => [at],
    };

    private static JsonNode Find(JsonNode root, string path) => path.Split('/').Skip(1).Aggregate(root, static (node, part) =>
        node is JsonArray array ? array[int.Parse(part, CultureInfo.InvariantCulture)]! : node[part]!);

    private static IEnumerable<(string What, Action<JsonNode> Alter)> Alterations(JsonObject document, string path)
    {
        JsonNode node = Find(document, path);
        if (path != "$")
        {
            yield return ("removed", Remove);
            yield return ("replaced by a number", static n => n.ReplaceWith(4711));
            yield return ("replaced by null", static n => Replace(n, null));
        }

        switch (node)
        {
            case JsonObject:
                yield return ("unknown field added", static n => n["surprise"] = "x");
                break;
            case JsonArray array:
                yield return ("text added", static n => n.AsArray().Add("surprise"));
                yield return ("empty object added", static n => n.AsArray().Add(new JsonObject()));
                for (int i = 0; i < array.Count; i++)
                {
                    int at = i;
                    yield return ($"item {at} doubled", n => n.AsArray().Insert(at, n[at]!.DeepClone()));
                    if (at > 0 && path != "$/nodes" && !JsonNode.DeepEquals(array[at], array[at - 1]))
                    {
                        yield return ($"items {at - 1} and {at} exchanged", n => Exchange(n.AsArray(), at));
                    }
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                yield return ("number raised", static n => n.ReplaceWith((long)n + 1));
                yield return ("number lowered", static n => n.ReplaceWith((long)n - 1));
                break;
            case JsonValue value when value.TryGetValue(out string? text):
                foreach (string other in Others(document, text))
                {
                    yield return ($"'{text}' made '{other}'", n => n.ReplaceWith(other));
                }

                break;
            default: break;
        }
    }

    /// <summary>Texts that say something else: one more or less character, another digit, the other of two words, another node of another predicate.</summary>
    private static IEnumerable<string> Others(JsonObject document, string text)
    {
        List<string> others = [text + "0", text + " ", "", text.Replace("/long", "/short", StringComparison.Ordinal), text.Replace(" > ", " < ", StringComparison.Ordinal)];
        others.Add(text.Length > 0 ? text[1..] : "x");
        int digit = text.AsSpan().IndexOfAnyInRange('0', '8');
        if (digit >= 0)
        {
            others.Add($"{text[..digit]}{(char)(text[digit] + 1)}{text[(digit + 1)..]}");
        }

        if (document["nodes"]!.AsArray().FirstOrDefault(n => (string?)n!["id"] == text) is { } node)
        {
            others.Add(OtherId);
            others.AddRange(document["nodes"]!.AsArray().Where(n => Predicate(n) != Predicate(node)).Take(3).Select(static n => (string)n!["id"]!));
        }

        return others.Where(o => o != text).Distinct();
    }

    private static string Predicate(JsonNode? node) => ((string)node!["fact"]!).Split('(')[0];

    private static void Remove(JsonNode node)
    {
        switch (node.Parent)
        {
            case JsonObject o: o.Remove(node.GetPropertyName()); break;
            case JsonArray a: a.Remove(node); break;
            default: break;
        }
    }

    private static void Replace(JsonNode node, JsonNode? by)
    {
        switch (node.Parent)
        {
            case JsonObject o: o[node.GetPropertyName()] = by; break;
            case JsonArray a: a[node.GetElementIndex()] = by; break;
            default: break;
        }
    }

    private static void Exchange(JsonArray items, int at)
    {
        JsonNode item = items[at]!;
        items.RemoveAt(at);
        items.Insert(at - 1, item);
    }
}

using System.Text.Json.Nodes;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Checker.Tests;

/// <summary>The ids of decisions, as docs/proofs.md says; those of non-decisions are spelled by the attacks that need them.</summary>
internal static class RecordId
{
    public static string Of(JsonObject record) => (string)record["format"]! == "cryptoscalp-decision/1" ? Decision(record) : (string)record["id"]!;

    private static string Decision(JsonObject d)
    {
        string key = $"[{string.Join(", ", d["key"]!.AsArray().Select(static k => (string)k!))}]";
        return ContentId.Of($"decision\n{d["program"]}\n{d["sequence"]}\n{d["at"]}\n{Value.String((string)d["name"]!)}\n{key}\n{d["action"]}\n{d["size"]}\n{Value.String((string)d["rule"]!)}");
    }

    /// <param name="record">A non-decision.</param>
    /// <param name="candidate"><c>FACT by RULE (CLASS, priority N)</c>.</param>
    /// <param name="reasons">As ids spell them, in order.</param>
    public static string NonDecision(JsonObject record, string candidate, params string[] reasons) =>
        ContentId.Of($"non-decision\n{record["program"]}\n{record["sequence"]}\n{record["name"]}\n{candidate}: {string.Join("; ", reasons)}");
}

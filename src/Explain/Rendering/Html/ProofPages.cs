using System.Collections.Immutable;

namespace CryptoScalp.Rules.Explain;

/// <summary>Pages of proofs, decisions and non-decisions.</summary>
internal static class ProofPages
{
    private static readonly ImmutableArray<string> _contestColumns = ["Candidate", "Rule", "Class", "Priority", "Confidence", "Outcome"];

    public static PageModel Of(Proof proof) => new()
    {
        Kicker = "why",
        Title = proof.Root.Fact,
        Facts = [("At", UtcText.Of(proof.At)), ("Proof", proof.RootId)],
        TreeTitle = "Proof",
        Lines = ProofText.Lines(proof),
        Footer = Footer((proof.Root as DerivedNode)?.ProgramVersion),
    };

    public static PageModel Of(DecisionProof proof) => new()
    {
        Kicker = "decision",
        Title = proof.ToString(),
        Lead = ($"rule {proof.RuleId}", Grounds(proof.Graph[proof.RootId]), false),
        Facts =
        [
            ("At", UtcText.Of(proof.At)), ("Decision", proof.Id), ("Class", $"{proof.Class}, priority {proof.Priority}, confidence {proof.Confidence}"),
            ("Size", proof.Size == proof.AskedSize ? proof.Size : $"{proof.Size}, of {proof.AskedSize} asked"),
        ],
        Tables = [Contest(proof), Constraints(proof)],
        TreeTitle = "Proof",
        Lines = DecisionText.Lines(proof),
        Footer = Footer(proof.ProgramVersion),
    };

    public static PageModel Of(NonDecisionProof proof) => new()
    {
        Kicker = "no decision",
        Title = $"{proof.Name}({string.Join(", ", proof.Key)})",
        Lead = (Outcome(proof.Graph, proof.Entry), $"candidate of rule {proof.Entry.RuleId}", true),
        Facts = [("At", UtcText.Of(proof.At)), ("Non-decision", proof.Id)],
        Tables = [new PageTable("Contest", _contestColumns, [Row(proof.Graph, proof.Entry)])],
        TreeTitle = "Proof",
        Lines = DecisionText.Lines(proof),
        Footer = Footer(proof.ProgramVersion),
    };

    /// <summary>What the rule says of itself, or where it stands when it says nothing.</summary>
    private static string Grounds(ProofNode root) => root is DerivedNode derived ? derived.Doc ?? derived.Location : "The candidate was given from outside.";

    public static ImmutableArray<string> Row(ProofGraph graph, ContestEntry entry) =>
        [graph[entry.NodeId].Fact, entry.RuleId.Length == 0 ? "given" : entry.RuleId, entry.Class, $"{entry.Priority}", entry.Confidence, Outcome(graph, entry)];

    /// <summary>Why it did not become the decision, with the facts that did it.</summary>
    private static string Outcome(ProofGraph graph, ContestEntry entry) =>
        string.Join("; ", entry.Reasons.Select(r => r.Nodes.IsEmpty ? r.ToString() : $"{r} by {string.Join(", ", r.Nodes.Select(id => graph[id].Fact))}"));

    public static PageTable Contest(ProofGraph graph, IEnumerable<ContestEntry> entries) => new("Contest", _contestColumns, [.. entries.Select(e => Row(graph, e))]);

    public static string Footer(string? program) => program is null ? "" : $"Rules {program}";

    private static PageTable Contest(DecisionProof proof) => new("Contest", _contestColumns,
    [
        [proof.Graph[proof.RootId].Fact, proof.RuleId, proof.Class, $"{proof.Priority}", proof.Confidence, "won"],
        .. proof.Contest.Select(e => Row(proof.Graph, e)),
    ]);

    private static PageTable Constraints(DecisionProof proof) => new("Vetoes, requirements, caps", ["Kind", "Fact", "Effect"],
    [
        .. proof.Absences.Select(static a => ImmutableArray.Create("veto", a, "absent: nothing forbade it")),
        .. proof.Requirements.Select(id => ImmutableArray.Create("requirement", proof.Graph[id].Fact, "held")),
        .. proof.CapId is { } cap ? [ImmutableArray.Create("cap", proof.Graph[cap].Fact, $"{proof.AskedSize} became {proof.Size}")] : ImmutableArray<ImmutableArray<string>>.Empty,
    ]);
}

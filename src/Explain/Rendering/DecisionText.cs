namespace CryptoScalp.Rules.Explain;

/// <summary>Prints decisions and non-decisions with their proofs, like <see cref="ProofText"/>.</summary>
public static class DecisionText
{
    /// <summary>The decision, its winner's proof, what was required, capped and absent, and the contest.</summary>
    public static string Render(DecisionProof proof, int width = ProofText.DefaultWidth, bool colour = false) => new ColumnLayout(width, colour).Render(Lines(proof));

    /// <summary>The candidate that did not become a decision, why, and the proofs of what struck it.</summary>
    public static string Render(NonDecisionProof proof, int width = ProofText.DefaultWidth, bool colour = false) => new ColumnLayout(width, colour).Render(Lines(proof));

    internal static List<TextLine> Lines(DecisionProof proof)
    {
        ProofLines lines = new(proof.Graph, proof.At);
        lines.Lines.Add(new TextLine(0, proof.ToString(), $"{ReadableTime.At(proof.At)}, decision {proof.Id}", LineStyle.Fact));
        Winner(lines, proof);
        foreach (string id in proof.Requirements)
        {
            lines.Node(1, id, "required");
        }

        if (proof.CapId is { } cap)
        {
            lines.Node(1, cap, $"caps {proof.AskedSize} to {proof.Size}");
        }

        foreach (string pattern in proof.Absences)
        {
            lines.Absence(1, pattern);
        }

        Contest(lines, proof);
        ProofText.AddCuts(lines, proof.Graph);
        return lines.Lines;
    }

    internal static List<TextLine> Lines(NonDecisionProof proof)
    {
        ProofLines lines = new(proof.Graph, proof.At);
        lines.Heading(0, $"no {proof.Name} for {string.Join(", ", proof.Key)}", $"{ReadableTime.At(proof.At)}, non-decision {proof.Id}");
        Entry(lines, 1, proof.Entry);
        ProofText.AddCuts(lines, proof.Graph);
        return lines.Lines;
    }

    private static void Winner(ProofLines lines, DecisionProof proof)
    {
        string standing = $"{proof.Class}, priority {proof.Priority}, proof {proof.RootId[..4]}";
        if (proof.Graph[proof.RootId] is DerivedNode derived)
        {
            lines.Rule(1, derived, standing);
        }
        else
        {
            lines.Node(1, proof.RootId, standing);
        }
    }

    private static void Contest(ProofLines lines, DecisionProof proof)
    {
        if (!proof.Contest.IsEmpty)
        {
            lines.Heading(1, proof.Contest.Length == 1 ? "against 1 other candidate" : $"against {proof.Contest.Length} other candidates");
        }

        foreach (ContestEntry entry in proof.Contest)
        {
            Entry(lines, 2, entry);
        }
    }

    /// <summary>A losing candidate: why it lost, then what struck it, then its own grounds.</summary>
    internal static void Entry(ProofLines lines, int indent, ContestEntry entry)
    {
        lines.Node(indent, entry.NodeId, string.Join("; ", entry.Reasons));
        foreach (ContestReason reason in entry.Reasons)
        {
            foreach (string id in reason.Nodes)
            {
                lines.Node(indent + 1, id, reason.Kind == "vetoed" ? "veto" : reason.Kind);
            }
        }
    }
}

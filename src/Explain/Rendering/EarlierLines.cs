namespace CryptoScalp.Rules.Explain;

/// <summary>What stored rows rested on, as lines: each premise with its proof as of then.</summary>
internal static class EarlierLines
{
    public static IEnumerable<TextLine> Of(IReadOnlyList<EarlierPremise> earlier) =>
        earlier is [] ? [] : earlier.SelectMany(Of).Prepend(new TextLine(0, "what stored rows rested on, as it was then", "", LineStyle.Heading));

    private static IEnumerable<TextLine> Of(EarlierPremise premise)
    {
        if (premise.Proof is not { } proof)
        {
            return [new TextLine(1, premise.Fact, $"{premise.Moment}; gone when that transaction ended, so its grounds are not shown", LineStyle.Fact)];
        }

        ProofLines lines = new(proof.Graph, proof.At);
        lines.Node(1, proof.RootId, premise.Moment);
        ProofText.AddCuts(lines, proof.Graph);
        return lines.Lines;
    }
}

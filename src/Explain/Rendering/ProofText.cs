namespace CryptoScalp.Rules.Explain;

/// <summary>Prints proofs for people.</summary>
/// <remarks>
/// <code>
/// enter_long("BTCUSDT")                        at 1500, proof 7c1e0d4f55aa9b02
///   rule mean_reversion.entry                  strategies/mean_reversion.rules:12
///     spread_bps("BTCUSDT", 1.4)               feature row 90211
///     Spread &gt; min_spread                      1.4 &gt; 1.0
///     absent halted("BTCUSDT")
///     param min_spread                         = 1.0
/// </code>
/// </remarks>
public static class ProofText
{
    /// <summary>The columns that a line should fit into when nothing else is asked for.</summary>
    public const int DefaultWidth = 100;

    /// <summary>The proof, lines ended by a line feed. Long facts may exceed <paramref name="width"/>; nothing is ever cut.</summary>
    public static string Render(Proof proof, int width = DefaultWidth, bool colour = false) => new ColumnLayout(width, colour).Render(Lines(proof));

    internal static List<TextLine> Lines(Proof proof)
    {
        ProofLines lines = new(proof.Graph, proof.At);
        string note = $"{ReadableTime.At(proof.At)}, proof {proof.RootId}";
        if (proof.Root is DerivedNode root)
        {
            lines.Lines.Add(new TextLine(0, root.Fact, note, LineStyle.Fact));
            lines.Rule(1, root, "");
        }
        else
        {
            lines.Node(0, proof.RootId, note);
        }

        AddCuts(lines, proof.Graph);
        return lines.Lines;
    }

    /// <summary>What the bounds left out, said once more at the end.</summary>
    internal static void AddCuts(ProofLines lines, ProofGraph graph)
    {
        if (graph.CutCount > 0)
        {
            lines.Heading(0, $"{graph.CutCount} fact(s) are not proved here: see 'not shown' above.");
        }
    }
}

using System.Text.RegularExpressions;

namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>Looks at proofs without the classes that build them.</summary>
internal static partial class ProofWalk
{
    /// <summary>The facts of the leaves below a node, one for each time that a premise mentions it.</summary>
    public static List<string> Leaves(Proof proof, string id) => proof.Graph[id] is DerivedNode node
        ? [.. node.Premises.Concat(node.Members.SelectMany(static m => m.Premises)).OfType<FactPremise>().SelectMany(p => Leaves(proof, p.NodeId))]
        : [proof.Graph[id].Fact];

    /// <summary>Text without terminal colours.</summary>
    public static string Plain(string coloured) => Colours().Replace(coloured, "");

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colours();
}

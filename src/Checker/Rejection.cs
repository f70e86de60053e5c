namespace CryptoScalp.Rules.Checker;

/// <summary>Why a record is not accepted: the first thing in it that does not follow.</summary>
/// <param name="Node">The node of the proof where it shows; empty when it is the record itself.</param>
/// <param name="Field">The field, as a path: <c>premises[2].values</c>.</param>
/// <param name="Reason">What is there and what would be right.</param>
public sealed record Rejection(string Node, string Field, string Reason)
{
    /// <summary><c>node 7c1e0d4f55aa9b02, premises[2].values: it says "1 &gt; 0", but …</c>.</summary>
    public override string ToString() => (Node.Length == 0 ? "" : $"node {Node}, ") + $"{Field}: {Reason}";
}

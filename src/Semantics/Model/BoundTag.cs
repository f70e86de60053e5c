namespace CryptoScalp.Rules.Semantics;

/// <summary>How certainties are combined.</summary>
public enum TagKind : byte
{
    /// <summary>The best derivation counts, and of a derivation its weakest premise.</summary>
    MaxMin,

    /// <summary>Premises multiply; derivations are independent: 1 - (1 - c1)(1 - c2)…</summary>
    NoisyOr,

    /// <summary>The k likeliest proofs, each a set of independent base facts, combined exactly.</summary>
    TopK,
}

/// <summary><c>tag(/maxmin)</c>: one column holds the certainty of the row, a <c>/float64</c> from 0 to 1. The other columns identify the row.</summary>
/// <param name="Kind">How derivations combine.</param>
/// <param name="Column">Index of the column of the certainty.</param>
/// <param name="Proofs">For <see cref="TagKind.TopK"/> how many proofs are kept, 1 to 8; otherwise 0.</param>
public sealed record BoundTag(TagKind Kind, int Column, int Proofs);

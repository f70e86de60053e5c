using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>One of the reasons for a row: a derivation, or a given row.</summary>
/// <param name="By">The derivation; null for a given row.</param>
/// <param name="Row">The row as this reason alone has it; in a tagged predicate the certainty is that of this reason.</param>
/// <param name="Proofs">For <c>/topk</c>: the proofs that this reason brings.</param>
internal sealed record RowPart(Derivation? By, Value[] Row, ProofSet? Proofs = null);

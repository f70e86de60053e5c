using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>One reason of a row that several make: the row as this reason alone has it.</summary>
/// <param name="By">The derivation; null for a given row.</param>
/// <param name="Proofs">For <c>/topk</c>.</param>
internal sealed record Part(Fact Row, HeadRow? By, ProofSet? Proofs = null);

/// <summary>A row that several reasons make.</summary>
/// <param name="Supports">Those that are reasons for the whole row.</param>
/// <param name="Derivations">How many of its reasons are derivations.</param>
internal sealed record CombinedRow(Fact Row, int Derivations, IReadOnlyList<Part> Supports, ProofSet? Proofs);

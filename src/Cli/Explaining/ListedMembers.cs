using CryptoScalp.Rules.Explain;

namespace CryptoScalp.Rules.Cli;

/// <summary>Which members of a group are wanted.</summary>
/// <param name="Count">How many; null for as many as the run recorded.</param>
/// <param name="From">From which on, below the proof; null for the strongest, in the proof.</param>
internal readonly record struct ListedMembers(int? Count, int? From)
{
    /// <summary>Those that the proof itself lists; null for as many as the run recorded.</summary>
    public int? InProof => From is null ? Count : null;

    /// <summary>The page below the proof; null for none.</summary>
    public MemberRange? Page => From is { } first ? new MemberRange(first, Count ?? ProofOptions.Default.MaxMembers) : null;
}

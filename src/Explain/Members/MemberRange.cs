namespace CryptoScalp.Rules.Explain;

/// <summary>Which members of a group are asked for, in the order in which they contribute.</summary>
/// <param name="From">The first, counted from 1.</param>
/// <param name="Count">How many, from 0 to <see cref="ProofOptions.MostMembers"/>.</param>
public readonly record struct MemberRange(int From, int Count);

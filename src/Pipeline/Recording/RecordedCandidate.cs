using System.Collections.Immutable;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What a recorded decision or non-decision was about.</summary>
/// <param name="Decide">The statement's name.</param>
/// <param name="Key">Its key columns, in source text.</param>
/// <param name="RuleId">The rule that proposed; empty for a given candidate.</param>
/// <param name="IsDecision">False for a non-decision.</param>
public sealed record RecordedCandidate(string Decide, ImmutableArray<string> Key, string RuleId, bool IsDecision);

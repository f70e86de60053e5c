using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>How the steps of a transaction ended.</summary>
/// <param name="State">The last fixpoint; null when the transaction must be rolled back.</param>
/// <param name="Outcome">Why.</param>
/// <param name="Problem">A sentence for people; null when there is nothing to add.</param>
/// <param name="Steps">Steps that changed something.</param>
/// <param name="Rules">State rules that changed something, ascending.</param>
/// <param name="Code">Of the promise that was broken; null for every other outcome.</param>
internal sealed record StepResult(EvaluatedState? State, TransactionOutcome Outcome, string? Problem = null, int Steps = 0, IReadOnlyCollection<int>? Rules = null, string? Code = null);

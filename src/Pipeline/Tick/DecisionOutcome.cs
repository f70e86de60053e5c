using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A decision with everything that followed from it in its tick.</summary>
/// <param name="Number">Counts the run's decisions from 1; <c>scalp explain</c> takes it as <c>#1</c>.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Proof">Why, with the contest.</param>
/// <param name="Problem">Why no order could be made of the action; null when one could.</param>
/// <param name="Verdicts">The risk gate's answer to each order.</param>
/// <param name="Fills">Executions on paper, for accepted orders.</param>
public sealed record DecisionOutcome(
    long Number, Decision Decision, DecisionProof Proof, string? Problem, ImmutableArray<RiskVerdict> Verdicts, ImmutableArray<Fill> Fills);

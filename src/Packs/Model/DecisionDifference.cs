using System.Collections.Immutable;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Packs;

/// <summary>How two versions differ in one transaction and key.</summary>
public enum DifferenceKind : byte
{
    /// <summary>The candidate decides, the rules in force do not.</summary>
    Added,

    /// <summary>The rules in force decide, the candidate does not.</summary>
    Removed,

    /// <summary>Both decide, and another action, size or rule.</summary>
    Changed,
}

/// <summary>A decision that two versions do not share, with what each has to say for itself.</summary>
/// <param name="Kind">Which of them decides.</param>
/// <param name="At">Event time.</param>
/// <param name="Sequence">The run's transaction.</param>
/// <param name="Live">The proof of the rules in force; null when they do not decide.</param>
/// <param name="LiveReasons">Why they do not decide: what became of the candidates of this key; empty when they do.</param>
/// <param name="Candidate">The proof of the candidate version; null when it does not decide.</param>
/// <param name="CandidateReasons">Why it does not decide; empty when it does.</param>
public sealed record DecisionDifference(
    DifferenceKind Kind, EventTime At, long Sequence, DecisionProof? Live, ImmutableArray<string> LiveReasons, DecisionProof? Candidate, ImmutableArray<string> CandidateReasons);

/// <summary>How the decisions of two versions compare over a stretch of a run.</summary>
/// <param name="Transactions">Transactions compared.</param>
/// <param name="Same">Decisions that both make.</param>
/// <param name="Added">Decisions that only the candidate makes.</param>
/// <param name="Removed">Decisions that only the rules in force make.</param>
/// <param name="Changed">Decisions that both make differently.</param>
/// <param name="From">Event time of the first transaction; null when there is none.</param>
/// <param name="To">Event time of the last.</param>
/// <param name="Differences">The first of them, at most <see cref="DecisionComparer.MaxKept"/>.</param>
public sealed record DecisionComparison(
    long Transactions, long Same, long Added, long Removed, long Changed, EventTime? From, EventTime? To, ImmutableArray<DecisionDifference> Differences)
{
    /// <summary>Decisions that are not the same.</summary>
    public long Different => Added + Removed + Changed;

    public static DecisionComparison Nothing { get; } = new(0, 0, 0, 0, 0, null, null, []);
}

using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>What a <c>decide</c> statement made of one transaction.</summary>
public sealed record AgendaResult
{
    public required EventTime At { get; init; }

    /// <summary>The transaction's sequence.</summary>
    public required long Sequence { get; init; }

    /// <summary>Emitted and held, sorted by key; at most one per key.</summary>
    public required ImmutableArray<Decision> Decisions { get; init; }

    /// <summary>Sorted by key, then by the total order of candidates.</summary>
    public required ImmutableArray<NonDecision> NonDecisions { get; init; }

    /// <summary>
    /// Those that begin in this transaction: the transaction before had none of the same key, action, rule and reasons (sizes aside).
    /// One for each such story. What is worth a record.
    /// </summary>
    public ImmutableArray<NonDecision> NewNonDecisions { get; init; } = [];

    /// <summary>True when nothing that the statement reads changed: decisions are all held and the non-decisions are those of the transaction before.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>True when the transaction was rolled back: only classes that vetoes except could be decided.</summary>
    public bool EntriesVetoed { get; init; }

    /// <summary>Only those classes are decided until this event time, because windows are not full; null when all are.</summary>
    public EventTime? WarmsUntil { get; init; }

    /// <summary>The decisions made in this transaction, sorted by key.</summary>
    public IEnumerable<Decision> Emitted => Decisions.Where(static d => d.Status == DecisionStatus.Emitted);

    /// <summary>True when another result says the same but for sizes and confidences of what was not decided, which move with every tick (<see cref="NonDecisionShape"/>).</summary>
    public bool TellsTheSameAs(AgendaResult other) =>
        EntriesVetoed == other.EntriesVetoed && Decisions.AsSpan().SequenceEqual(other.Decisions.AsSpan()) && NonDecisionShape.AreAlike(NonDecisions.AsSpan(), other.NonDecisions.AsSpan());

    /// <summary>True when a decision was made in this transaction.</summary>
    internal bool HasEmitted
    {
        get
        {
            foreach (Decision decision in Decisions)
            {
                if (decision.Status == DecisionStatus.Emitted)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The contest of one key: the candidates that did not become its decision.</summary>
    public IEnumerable<NonDecision> ContestOf(ImmutableArray<Value> key) =>
        NonDecisions.Where(n => n.Candidate.Key.AsSpan().SequenceEqual(key.AsSpan()));
}

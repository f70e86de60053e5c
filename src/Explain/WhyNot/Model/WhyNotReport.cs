using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>Why a fact does not hold, or why there is no decision. Immutable; texts are source text of the rule language.</summary>
public sealed record WhyNotReport
{
    /// <summary>What was asked: <c>veto("BTCUSDT", _)</c> or <c>decision("BTCUSDT", _, _)</c>.</summary>
    public required string Question { get; init; }

    /// <summary>Event time of the state.</summary>
    public required EventTime At { get; init; }

    public required string ProgramVersion { get; init; }

    /// <summary>Facts or decisions that fit the question and do hold: then the answer is their proof. The first ones; <see cref="HoldingCount"/> counts all.</summary>
    public ImmutableArray<string> Holding { get; init; } = [];

    public int HoldingCount { get; init; }

    /// <summary>Texts of the question that stand in no fact from outside, so that nothing can hold of them; empty when something does hold.</summary>
    public ImmutableArray<UnheardText> Unheard { get; init; } = [];

    /// <summary>Where a text is unheard of: texts that facts from outside do name, in order, at most <see cref="MostHeard"/>.</summary>
    public ImmutableArray<string> Heard { get; init; } = [];

    /// <summary>The most that <see cref="Heard"/> tells.</summary>
    public const int MostHeard = 12;

    /// <summary>For a decision: until this event time only exits are decided, because windows are not full; null when everything is.</summary>
    public EventTime? WarmsUntil { get; init; }

    /// <summary>For a decision: the candidates that were struck or lost, closest first.</summary>
    public ImmutableArray<ContestEntry> Struck { get; init; } = [];

    /// <summary>For a decision: how far each veto that struck is from lifting, nearest first; without those whose proofs compare no numbers.</summary>
    public ImmutableArray<VetoLift> Lifts { get; init; } = [];

    /// <summary>For a decision: each requirement that is unmet, and why.</summary>
    public ImmutableArray<AbsentFact> Requirements { get; init; } = [];

    /// <summary>Why no fact fits; for a decision why no (other) rule proposes. Null when one does hold.</summary>
    public AbsentFact? Absent { get; init; }

    /// <summary>The proofs of what denies, forbids and was struck.</summary>
    public required ProofGraph Graph { get; init; }

    /// <summary>The one thing to look at first; null when something does hold.</summary>
    public FirstCause? Cause => FirstCause.Of(this);
}

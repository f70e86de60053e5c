using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Plan;

/// <summary>A rule with every join that the engine can ask for.</summary>
public sealed record PlannedRule
{
    /// <summary>As in the bound program.</summary>
    public required int Index { get; init; }

    public required string Id { get; init; }

    public required SourceSpan Span { get; init; }

    public required int HeadPredicate { get; init; }

    /// <summary>Rules that do not derive belong to no layer.</summary>
    public required RuleEffect Effect { get; init; }

    /// <summary>The second threshold of one of its comparisons; null when it has none.</summary>
    public BoundHysteresis? Hysteresis { get; init; }

    /// <summary>For a rule with hysteresis: the slots of the body that name the key of an episode.</summary>
    public ImmutableArray<int> HeldKey { get; init; } = [];

    public required ImmutableArray<BoundExpression> Head { get; init; }

    public required ImmutableArray<BoundTransform> Transforms { get; init; }

    /// <summary>Slot to variable name.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>Number of literals in the body.</summary>
    public required int LiteralCount { get; init; }

    /// <summary>Predicates of the positive atoms, by ordinal.</summary>
    public required ImmutableArray<int> Positives { get; init; }

    /// <summary>Predicates that the body reads, negated ones included, ascending.</summary>
    public required ImmutableArray<int> Reads { get; init; }

    /// <summary>Slots with a value in every substitution of the body.</summary>
    public required ImmutableArray<bool> BoundInBody { get; init; }

    /// <summary>Slots with a value in every member of a group: those of the body and of lets before the group.</summary>
    public required ImmutableArray<bool> BoundInMembers { get; init; }

    /// <summary>Slots with a value when the head is built.</summary>
    public required ImmutableArray<bool> BoundAtHead { get; init; }

    /// <summary>Body slots that a given head fact fixes.</summary>
    public required ImmutableArray<int> GoalSlots { get; init; }

    /// <summary>Slots whose values name the group that a substitution belongs to; empty for rules without a group, or with one group of everything.</summary>
    public required ImmutableArray<int> GroupKey { get; init; }

    public required bool UsesNow { get; init; }

    /// <summary>When time changes what the rule derives; null for a rule that does not read <c>now</c>.</summary>
    public PlannedClock? Clock { get; init; }

    public required bool UsesParams { get; init; }

    /// <summary>True when an aggregate reads the event times of facts.</summary>
    public required bool NeedsTimes { get; init; }

    /// <summary>One join per atom of the body, started from changed rows of that atom.</summary>
    public ImmutableArray<DeltaJoin> Deltas { get; init; } = [];

    /// <summary>The body from nothing.</summary>
    public ImmutableArray<PlanStep> Whole { get; init; } = [];

    /// <summary>The body with <see cref="GoalSlots"/> known: finds derivations of a given fact.</summary>
    public ImmutableArray<PlanStep> Goal { get; init; } = [];

    /// <summary>The body with the body slots of <see cref="GroupKey"/> or <see cref="HeldKey"/> known: finds the members of a group, the substitutions of an episode.</summary>
    public ImmutableArray<PlanStep> Group { get; init; } = [];

    public bool IsGrouped { get; init; }

    /// <summary>For a rule with a group: there is one group, and joins find each member once and by the current state alone, so members can be counted as they come and go.</summary>
    public bool HasCountedMembers { get; init; }

    /// <summary>What a cell that holds the value of a slot means.</summary>
    public ImmutableArray<CellKind> SlotKinds { get; init; } = [];
}

/// <summary>A join that starts from the changed rows of one atom.</summary>
/// <param name="Literal">Index of the atom in the body. Literals before it see the new state, those after it the old one.</param>
/// <param name="Ordinal">Place among the positive atoms; -1 for a negated one.</param>
/// <param name="Predicate">Whose changes.</param>
/// <param name="Pattern">How a changed row binds variables. Of a negated atom only columns that are not wildcards appear in it.</param>
/// <param name="Steps">The rest of the body.</param>
/// <param name="Span">The atom.</param>
public sealed record DeltaJoin(int Literal, int Ordinal, int Predicate, AtomPattern Pattern, ImmutableArray<PlanStep> Steps, SourceSpan Span)
{
    public bool IsNegated => Ordinal < 0;

    /// <summary>For a negated atom with wildcards: the index on its other columns, by which rows that deny the same thing are found.</summary>
    public int? Index { get; init; }

    /// <summary>For a negated atom: its columns that are not wildcards, ascending.</summary>
    public ImmutableArray<int> DeniedColumns { get; init; } = [];
}

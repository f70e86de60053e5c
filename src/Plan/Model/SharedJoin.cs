using System.Collections.Immutable;

namespace CryptoScalp.Rules.Plan;

/// <summary>Joins of several rules of one layer that begin alike: the same changed atom, the same probe, the same comparisons behind it. That part may be run once for all of them.</summary>
/// <remarks>Only how rows are found is shared: each rule keeps its own joins, counts, derivations and failures, so proofs show the rules as they are written.</remarks>
/// <param name="Predicate">Whose changes.</param>
/// <param name="Steps">How many steps of each member's join are the common part: one probe, then comparisons.</param>
/// <param name="Members">At least two, in the order of rules.</param>
public sealed record SharedJoin(int Predicate, int Steps, ImmutableArray<SharedMember> Members);

/// <summary>One join of a <see cref="SharedJoin"/>.</summary>
/// <param name="Rule">The rule's index.</param>
/// <param name="Delta">The join's place in <see cref="PlannedRule.Deltas"/>.</param>
public sealed record SharedMember(int Rule, int Delta);

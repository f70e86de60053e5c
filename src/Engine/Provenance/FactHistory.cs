using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>What derived and undid a fact, as far back as the session's log of derivations goes.</summary>
/// <param name="Events">Oldest first.</param>
/// <param name="IsWhole">False when older derivations, of this or other facts, have been overwritten or were never logged.</param>
public sealed record FactHistory(ImmutableArray<DerivationEvent> Events, bool IsWhole);

/// <summary>One derivation of a fact that was found or undone.</summary>
/// <param name="Sequence">The transaction.</param>
/// <param name="At">Its event time.</param>
/// <param name="RuleIndex">The rule, as in the bound program.</param>
/// <param name="Appeared">True when it was found, false when it was undone.</param>
/// <param name="Height">Of the fact, where the rules alone fix it; null otherwise.</param>
/// <param name="Premises">One per positive literal, in source order; null where the row has been replaced since. Empty for a group, and where a row of a recursive layer went.</param>
/// <param name="Absent">One per negated literal, in source order: what nothing denied, at this time. Kept also where premises have been replaced since; empty where <paramref name="Premises"/> is.</param>
public sealed record DerivationEvent(long Sequence, EventTime At, int RuleIndex, bool Appeared, int? Height, ImmutableArray<Fact?> Premises, ImmutableArray<AbsentPattern> Absent);

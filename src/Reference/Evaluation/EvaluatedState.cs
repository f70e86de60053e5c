using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>All relations of a program at one moment.</summary>
/// <param name="Relations">By predicate id.</param>
/// <param name="Created">Facts created per stratum, what the budget counts.</param>
/// <param name="Held">Substitutions held per stratum of combined rows, 0 for others: no more than lower strata leave of the budget.</param>
/// <param name="Episodes">By rule index: for which keys a rule with hysteresis holds, and since when; null for other rules.</param>
/// <param name="EpisodesBefore">The same as of the transaction before, with which this state was derived.</param>
/// <param name="Histories">By predicate id; null for a predicate that is no view.</param>
internal sealed record EvaluatedState(
    Relation[] Relations, long[] Created, long[] Held, History?[] Histories, Dictionary<RowKey, long>?[] Episodes, Dictionary<RowKey, long>?[] EpisodesBefore);

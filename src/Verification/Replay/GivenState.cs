using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Verification;

/// <summary>A state to run the engine on: the rows from outside, the values of parameters, and the time.</summary>
/// <param name="Facts">Sorted; rows of predicates that no rule derives.</param>
/// <param name="At">The moment looked at.</param>
/// <param name="Params">Only those that differ from the program's own value.</param>
public sealed record GivenState(ImmutableArray<Fact> Facts, ImmutableSortedDictionary<string, Value> Params, EventTime At)
{
    /// <summary>How long before that moment the facts are given, in nanoseconds: as long as what has to have held since; at least 0 and at most <see cref="At"/>.</summary>
    public long LeadNs { get; init; }
}

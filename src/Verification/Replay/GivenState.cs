using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Verification;

/// <summary>A state to run the engine on: the rows from outside, the values of parameters, and the time of the one transaction that brings them.</summary>
/// <param name="Facts">Sorted; rows of predicates that no rule derives.</param>
/// <param name="Params">Only those that differ from the program's own value.</param>
public sealed record GivenState(ImmutableArray<Fact> Facts, ImmutableSortedDictionary<string, Value> Params, EventTime At);

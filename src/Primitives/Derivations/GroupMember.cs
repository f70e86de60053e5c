using System.Collections.Immutable;

namespace CryptoScalp.Rules.Primitives;

/// <summary>One substitution that an aggregate ran over: variable values before grouping, and the facts that matched.</summary>
public sealed record GroupMember(ImmutableArray<Value?> Bindings, ImmutableArray<Fact> Premises);

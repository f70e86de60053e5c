using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>What was decided and must not be decided again: the open episodes and running cooldowns of one <c>decide</c> statement, whichever rules made them.</summary>
/// <remarks>
/// Nothing in it names a rule's version, so an agenda of other rules can take it over (<see cref="DecisionAgenda.Adopt"/>): an action that
/// wins before and after is one episode and is emitted once. Immutable, for any thread.
/// </remarks>
public sealed record AgendaMemory
{
    /// <summary>The statement's name.</summary>
    public required string Name { get; init; }

    /// <summary>Sorted by key.</summary>
    public required ImmutableArray<RememberedEpisode> Episodes { get; init; }

    /// <summary>What the statement last said did not become a decision, so that an old story is not told anew.</summary>
    public ImmutableArray<NonDecision> NonDecisions { get; init; } = [];

    /// <summary>A memory of nothing.</summary>
    public static AgendaMemory Empty(string name) => new() { Name = name, Episodes = [] };
}

/// <summary>What is remembered of one key.</summary>
/// <param name="Key">The key's values.</param>
/// <param name="Action">The action that wins; null when none does and only a cooldown is remembered.</param>
/// <param name="Emitted">The open episode's decision; null while it waits for a cooldown.</param>
/// <param name="LastEmission">When the key last emitted.</param>
public sealed record RememberedEpisode(ImmutableArray<Value> Key, Value? Action, Decision? Emitted, EventTime? LastEmission)
{
    /// <summary>
    /// True of what an earlier run emitted: whether its episode is still open nobody knows until the action wins again, so until then its absence does not close
    /// it. While a run begins its facts come one after the other, and what they show in between is no end of anything.
    /// </summary>
    public bool IsOfEarlierRun { get; init; }
}

using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Why a candidate did not become a decision.</summary>
public abstract record NonDecisionReason
{
    private protected NonDecisionReason()
    {
    }
}

/// <summary>Vetoes struck it, whatever its priority.</summary>
/// <param name="Vetoes">Every veto row of the key, sorted.</param>
public sealed record VetoedReason(ImmutableArray<Fact> Vetoes) : NonDecisionReason
{
    public override string ToString() => $"vetoed by {string.Join(", ", Vetoes)}";
}

/// <summary>Requirements of its class have no row.</summary>
/// <param name="Names">Every unmet requirement, in the order in which the program lists them.</param>
public sealed record RequirementUnmetReason(ImmutableArray<string> Names) : NonDecisionReason
{
    public override string ToString() => $"requirement unmet: {string.Join(", ", Names)}";
}

/// <summary>The smallest cap leaves no size, or cannot be applied to the size (another kind of number), which counts as nothing: unsure means no.</summary>
/// <param name="Cap">The cap's row.</param>
public sealed record CappedToNothingReason(Fact Cap) : NonDecisionReason
{
    public override string ToString() => $"capped to nothing by {Cap}";
}

/// <summary>Another candidate of the key came first in the total order.</summary>
/// <param name="Winner">The one that came first.</param>
/// <param name="Criterion">The first step of the order in which they differ.</param>
public sealed record LostReason(Candidate Winner, OrderCriterion Criterion) : NonDecisionReason
{
    public override string ToString() => $"lost by {Criterion.ToString().ToLowerInvariant()} to {Winner}";
}

/// <summary>It won, but the key's last emission is too recent. Should it still win at the first transaction at or after <paramref name="Until"/>, it is emitted then.</summary>
/// <param name="Until">Last emission plus the cooldown.</param>
public sealed record CooldownReason(EventTime Until) : NonDecisionReason
{
    public override string ToString() => $"cooling down until {Until}";
}

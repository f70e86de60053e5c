using System.Collections.Immutable;

namespace CryptoScalp.Rules.Explain;

/// <summary>How a literal fared in the closest attempt of a rule.</summary>
public enum LiteralStatus : byte
{
    Held,

    /// <summary>It does not hold under the values found.</summary>
    Failed,

    /// <summary>It could not be judged: a variable that it reads got no value because another literal failed.</summary>
    Unreached,
}

/// <summary>What a literal asks for.</summary>
public enum LiteralKind : byte
{
    /// <summary>A fact.</summary>
    Fact,

    /// <summary>A comparison, an assignment or a built-in predicate.</summary>
    Condition,

    /// <summary>The absence of facts.</summary>
    Absence,

    /// <summary>That the rule's head gives the value that was asked for.</summary>
    Head,
}

/// <summary>One literal of a rule in its closest attempt, with what was found. Texts are source text of the rule language.</summary>
public sealed record LiteralVerdict
{
    public required LiteralKind Kind { get; init; }

    public required LiteralStatus Status { get; init; }

    /// <summary>As written: <c>Bps &gt; max_spread_bps</c>.</summary>
    public required string Text { get; init; }

    /// <summary>With the values found: <c>4.1 &gt; 5.0</c>; <c>_</c> where there is none.</summary>
    public required string Values { get; init; }

    /// <summary>For a failed comparison of numbers, times or durations: how far it is from holding.</summary>
    public Shortfall? Shortfall { get; init; }

    /// <summary>For a failed comparison that reads the result of an aggregate: where the value comes from, <c>E is sum(abs(U)) over 3 members</c>.</summary>
    public string? Basis { get; init; }

    /// <summary>For a failed threshold with hysteresis: which of its two thresholds counts, and what the other would say.</summary>
    public string? Band { get; init; }

    /// <summary>For a fact that is missing: the same question about it, one level down.</summary>
    public AbsentFact? Missing { get; init; }

    /// <summary>For an absence that failed: the nodes of the facts that deny it, with why they hold; as many as the options allow.</summary>
    public ImmutableArray<string> DeniedBy { get; init; } = [];

    /// <summary>How many facts deny it.</summary>
    public int DenierCount { get; init; }
}

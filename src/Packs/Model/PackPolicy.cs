using System.Collections.Immutable;

namespace CryptoScalp.Rules.Packs;

/// <summary>What a pack has to pass, who approves it, and when it is rolled back by itself.</summary>
public sealed record PackPolicy
{
    /// <summary>Puts a pack in force once it passed the gate and has shadowed; otherwise somebody has to. Default: somebody.</summary>
    public bool ApprovesByItself { get; init; }

    /// <summary>For how much event time a pack shadows before it is approved by itself. Default: not at all.</summary>
    public TimeSpan ShadowFor { get; init; }

    /// <summary>The most decisions in which a pack that is approved by itself may differ from the rules in force, in the gate's replay and in its shadow each; null, the default, asks nothing.</summary>
    public long? MaxDifferences { get; init; }

    /// <summary>Proves invariants and looks for rules that can never fire, with Z3. Default: yes. Without it a pack is ready sooner.</summary>
    public bool Proves { get; init; } = true;

    /// <summary>Makes findings of the linter refuse a pack; otherwise they are shown. Default: no.</summary>
    public bool LintRefuses { get; init; }

    /// <summary>The longest that the checks of a pack may take, before its replay. Default 60 s.</summary>
    public TimeSpan GateTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest that the comparison of changed predicates may take, all together; what was not decided by then is unknown, and said so. Default 5 s.</summary>
    public TimeSpan EquivalenceTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Transactions of the run whose decisions are compared when a pack is staged. Default 5,000.</summary>
    public int ReplayTransactions { get; init; } = 5_000;

    /// <summary>The longest that a pack may take to begin and to follow what was kept. Default 60 s.</summary>
    public TimeSpan ReplayTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a pack that is to be put in force may take to catch up. Default 10 s.</summary>
    public TimeSpan SwitchTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Packs that follow the run at once, the one in force aside; at the bound the oldest that is only ready is let go. Default 2.</summary>
    public int MaxWarm { get; init; } = 2;

    /// <summary>
    /// Lets a copy of the rules in force follow the run until the first switch, so that already the first change begins with their state and is ready sooner.
    /// It takes memory and time of the desk's thread. Default: no.
    /// </summary>
    public bool KeepsSpare { get; init; }

    /// <summary>The ensembles of models that the run scores; a pack that needs another would see no scores and is refused. Null, the default, asks nothing.</summary>
    public ImmutableArray<string>? Ensembles { get; init; }

    /// <summary>When a pack in force is rolled back by itself.</summary>
    public RollbackConditions Rollback { get; init; } = new();
}

/// <summary>Conditions that a pack which was just put in force has to keep; null asks nothing. Looked at from its activation on.</summary>
public sealed record RollbackConditions
{
    /// <summary>For how much event time after its activation a pack is watched. Default 60 s.</summary>
    public TimeSpan Watch { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most decisions in any minute of event time since its activation.</summary>
    public long? MaxDecisionsPerMinute { get; init; }

    /// <summary>The largest share, 0 to 1, of candidates that are not decided, once there were <see cref="MinCandidates"/>.</summary>
    public double? MaxNonDecisionShare { get; init; }

    /// <summary>Candidates before a share says something. Default 20.</summary>
    public long MinCandidates { get; init; } = 20;

    /// <summary>The most literals that fail on an overflow, a division by zero or a domain error, and transactions rolled back, together.</summary>
    public long? MaxErrors { get; init; }

    /// <summary>A latency that at most one tick in a hundred may exceed, once there were a thousand.</summary>
    public TimeSpan? MaxLatencyP99 { get; init; }

    /// <summary>True when there is something to watch for: whoever watches has the tick thread tell its figures.</summary>
    internal bool AskForAnything => MaxDecisionsPerMinute is not null || MaxNonDecisionShare is not null || MaxErrors is not null || MaxLatencyP99 is not null;
}

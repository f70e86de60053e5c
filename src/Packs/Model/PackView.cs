using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Packs;

/// <summary>A pack as others see it at one moment. Immutable, for any thread.</summary>
public sealed record PackView
{
    /// <summary>The hash of its meaning (64 hex digits); empty while its rules do not check.</summary>
    public required string Version { get; init; }

    public required PackState State { get; init; }

    /// <summary>Who or what staged it.</summary>
    public required string By { get; init; }

    /// <summary>Its number: counts what was staged, from 0 for the rules that the run began with.</summary>
    public required int Number { get; init; }

    /// <summary>What the gate found; null for the rules that the run began with.</summary>
    public GateReport? Report { get; init; }

    /// <summary>What its shadow found; null unless it shadows, or did.</summary>
    public DecisionComparison? Shadow { get; init; }

    /// <summary>Until this event time entries would be vetoed (or are, when it is in force), because a window is not full; null when all are.</summary>
    public EventTime? WarmsUntil { get; init; }

    /// <summary>Why it failed, was dropped, or was rolled back; null otherwise.</summary>
    public string? Cause { get; init; }

    /// <summary>Event time of the run when it came into its state; null when that was before the first event.</summary>
    public EventTime? Since { get; init; }

    /// <summary>How long the last switch to it kept the tick thread at once, in nanoseconds; 0 before.</summary>
    public long PauseNs => Pause.LongestNs;

    /// <summary>What of it went where.</summary>
    public SwitchPause Pause { get; init; }
}

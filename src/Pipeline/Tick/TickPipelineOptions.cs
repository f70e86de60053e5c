using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What surrounds the rules in a run.</summary>
public sealed record TickPipelineOptions
{
    public RiskLimits Limits { get; init; } = RiskLimits.Default;

    /// <summary>The instruments that may be traded; orders for others are refused.</summary>
    public InstrumentCatalogue Instruments { get; init; } = new();

    /// <summary>Equity at the start, in quote currency. Default 100,000.</summary>
    public Dec8 StartingEquity { get; init; } = new(100_000 * Dec8.Scale);

    /// <summary>Where everything is recorded; null records nothing. The pipeline disposes it.</summary>
    public JournalWriter? Journal { get; init; }

    /// <summary>Which non-decisions are recorded: every n-th, counted from the first; 1 for all (the default), 0 for none. All are counted and shown.</summary>
    public int RecordNonDecisionsEvery { get; init; } = 1;

    /// <summary>The feeds in the order of their index, for notes about where a fact came from.</summary>
    public IReadOnlyList<string> FeedNames { get; init; } = [];

    /// <summary>The most facts one transaction may create. Default 1,000,000.</summary>
    public long MaxCreatedFacts { get; init; } = 1_000_000;

    /// <summary>Which evaluator runs the rules.</summary>
    public RuleEngineKind Engine { get; init; } = RuleEngineKind.Incremental;

    /// <summary>What scores, for rules that read the library <c>models</c>. The pipeline disposes it.</summary>
    public RunModels Models { get; init; } = RunModels.None;

    /// <summary>Works out facts beside the tick, such as the sizes of <c>optimize</c> statements; null for nothing. The pipeline disposes it.</summary>
    public IFactDesk? Desk { get; init; }

    /// <summary>Waits for the desk before the next event, so that the same feed gives the same run: for runs at full speed. Default: never.</summary>
    public bool WaitsForDesk { get; init; }

    /// <summary>Changes that may wait for readers on other threads (<see cref="RunMirror"/>); 0, the default, keeps no mirror.</summary>
    public int MirrorCapacity { get; init; }

    /// <summary>Keeps the committed changes for rules that are made ready beside the run, so that rules can be switched while it goes on; default: no.</summary>
    public bool KeepsTape { get; init; }

    /// <summary>What earlier runs of the journal emitted and this run must not decide again; null for a run that does not go on with another.</summary>
    public EmissionLedger? Remembered { get; init; }

    /// <summary>What earlier runs of the journal leave, windows and account, for a run that goes on with it; null begins with nothing.</summary>
    public JournalPast? Past { get; init; }

    /// <summary>Event time of the first event, for a run that goes on with a past: what cannot be before it cannot be taken over. Null for at once.</summary>
    public EventTime? BeginsAt { get; init; }

    /// <summary>Measures latency, for display only.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

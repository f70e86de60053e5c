using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Packs;

/// <summary>What the keeper knows of one staged pack. One thread.</summary>
internal sealed class PackEntry(int number, string by, BoundProgram? program, Func<EventTime> now)
{
    public int Number => number;

    public string By => by;

    public BoundProgram? Program => program;

    public string Version => program?.Version ?? "";

    public PackState State
    {
        get;
        set
        {
            field = value;
            Since = now();
        }
    }

    /// <summary>Event time of the run when it came into its state; the beginning of time before the first transaction.</summary>
    public EventTime Since { get; private set; }

    public GateReport? Report { get; set; }

    /// <summary>Following the run; null while it decides, and once it was let go.</summary>
    public WarmRules? Warm { get; set; }

    public DecisionComparer? Shadow { get; set; }

    /// <summary>When features are warm that nobody asked for before it was staged.</summary>
    public EventTime FeaturesWarmAt { get; set; } = new(long.MinValue);

    public EventTime? WarmsUntil { get; set; }

    public string? Cause { get; set; }

    public SwitchPause Pause { get; set; }

    /// <summary>The event time from which on it may be approved by itself; null when somebody has to.</summary>
    public EventTime? ApprovedAt { get; set; }

    public bool IsWarm => Warm is not null && State is PackState.Ready or PackState.Shadowing or PackState.Previous;

    public PackView ToView() => new()
    {
        Version = Version,
        State = State,
        By = by,
        Number = number,
        Report = Report,
        Shadow = Shadow?.Comparison,
        WarmsUntil = WarmsUntil,
        Cause = Cause,
        Pause = Pause,
        Since = Since > EventTime.Zero ? Since : null,
    };
}

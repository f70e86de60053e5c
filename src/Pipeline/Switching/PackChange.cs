using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Sorts of change of the rules in force.</summary>
public enum PackChangeKind : byte
{
    /// <summary>Other rules.</summary>
    Activate,

    /// <summary>Back to rules that were in force before.</summary>
    RollBack,

    /// <summary>The same rules with other values of their parameters.</summary>
    Params,
}

/// <summary>A change of the rules in force, as it is asked for and recorded.</summary>
/// <param name="Kind">What sort.</param>
/// <param name="By">Who or what asked.</param>
/// <param name="Cause">Why, in words: <c>activated</c>, <c>more than 5 errors a minute</c>.</param>
/// <param name="GateHash">SHA-256 (hex) of the gate's report; empty where there was none.</param>
public sealed record PackChange(PackChangeKind Kind, string By, string Cause, string GateHash = "")
{
    /// <summary>Entries are vetoed until this event time, because a window is not full before; null when all are.</summary>
    public EventTime? WarmsUntil { get; init; }
}

/// <summary>What came of an offer of warm rules.</summary>
/// <param name="Outcome">Whether they are in force.</param>
/// <param name="Sequence">The live transaction after which they are; 0 when they are not.</param>
/// <param name="Previous">The rules that were in force until then, warm; null when nothing was switched.</param>
/// <param name="Pause">How long the tick thread was busy with it, and with what.</param>
public sealed record SwitchOutcome(SwitchResult Outcome, long Sequence, WarmRules? Previous, SwitchPause Pause);

/// <summary>Whether a switch came about.</summary>
public enum SwitchResult : byte
{
    Switched,

    /// <summary>The rules have more to catch up with than a switch may take; they are to follow on and to be offered again.</summary>
    Behind,

    /// <summary>They failed when they caught up: <see cref="WarmRules.Problem"/> says why.</summary>
    Failed,

    /// <summary>The run is over.</summary>
    Ended,
}

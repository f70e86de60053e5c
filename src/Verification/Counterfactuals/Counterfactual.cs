using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Verification;

/// <summary>The smallest change of facts that would have made a candidate a decision, or stopped one.</summary>
/// <remarks>Only what the engine confirmed is here: run on the changed facts it decides otherwise.</remarks>
public sealed record Counterfactual
{
    /// <summary>True when the candidate was not decided and would be after the change; false for a decision that would not be made.</summary>
    public required bool WouldFire { get; init; }

    /// <summary>The candidate, as <c>propose(…) by rule</c>.</summary>
    public required string Candidate { get; init; }

    /// <summary>What to change, retractions first, sorted; empty when none was found.</summary>
    public ImmutableArray<FactChange> Changes { get; init; } = [];

    /// <summary>Relative changes of numbers added up; 1 for each name, 2 for each row that comes or goes.</summary>
    public double Cost { get; init; }

    /// <summary>How much later the candidate could have been decided at the earliest, in nanoseconds, because its key was cooling down; 0 when it need not wait. <see cref="Changes"/> are of that moment.</summary>
    public long WaitNs { get; init; }

    /// <summary>False when a cheaper change was not ruled out: the solver gave up on that question.</summary>
    public bool IsNearest { get; init; } = true;

    /// <summary>Why there is none; empty when there is one.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>Changes that were looked at.</summary>
    public int Rounds { get; init; }

    /// <summary>Questions to the solver, those for values of an answer included; 0 where the change was worked out without it.</summary>
    public int Questions { get; init; }

    /// <summary>True when <see cref="Changes"/>, or the wait where there are none, would have done it.</summary>
    public bool IsFound => Reasons.IsEmpty;
}

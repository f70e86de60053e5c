namespace CryptoScalp.Rules.Primitives;

/// <summary>Bounds of a rule session. At a bound the transaction is rolled back and says so; nothing is dropped silently.</summary>
public sealed record SessionLimits
{
    /// <summary>The most facts (and substitutions held for groups) that one state may create, and the most events and intervals of the past that it may keep; at least 1.</summary>
    public long MaxCreatedFacts { get; init; } = 10_000_000;

    /// <summary>The most steps in which <c>assert</c> and <c>retract</c> rules change something within one transaction; at least 1.</summary>
    public int MaxStateSteps { get; init; } = 100;

    /// <summary>
    /// The most timer transactions that one commit runs; at least 0. At the bound the moments left are skipped: everything due takes effect in the commit itself,
    /// which says so (<see cref="TransactionResult.SkippedTimers"/>).
    /// </summary>
    public int MaxTimers { get; init; } = 100_000;

    public static SessionLimits Default { get; } = new();
}

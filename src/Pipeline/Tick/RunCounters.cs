namespace CryptoScalp.Rules.Pipeline;

/// <summary>What a run has done so far. Written by the tick thread.</summary>
public sealed class RunCounters
{
    /// <summary>Market events processed.</summary>
    public long Ticks { get; internal set; }

    /// <summary>Transactions committed: events that changed some fact, and fills.</summary>
    public long Transactions { get; internal set; }

    /// <summary>Changes of given and of derived facts.</summary>
    public long GivenChanges { get; internal set; }

    public long DerivedChanges { get; internal set; }

    public long Decisions { get; internal set; }

    public long NonDecisions { get; internal set; }

    /// <summary>Orders by what the gate said.</summary>
    public long OrdersAccepted { get; internal set; }

    public long OrdersRefused { get; internal set; }

    public long Fills { get; internal set; }

    /// <summary>Transactions rolled back: too many facts, a broken promise, or state that does not settle.</summary>
    public long Rollbacks { get; internal set; }

    /// <summary>Literals that failed on an overflow, a division by zero or a domain error.</summary>
    public long FailedLiterals { get; internal set; }

    /// <summary>Refusals by code, sorted.</summary>
    public SortedDictionary<string, long> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>Decisions by rule id, sorted.</summary>
    public SortedDictionary<string, long> DecisionsByRule { get; } = new(StringComparer.Ordinal);

    /// <summary>Non-decisions by their first reason's kind, sorted.</summary>
    public SortedDictionary<string, long> NonDecisionsByReason { get; } = new(StringComparer.Ordinal);

    internal static void Count(SortedDictionary<string, long> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}

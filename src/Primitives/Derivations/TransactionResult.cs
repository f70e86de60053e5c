using System.Collections.Immutable;

namespace CryptoScalp.Rules.Primitives;

/// <summary>How a transaction ended.</summary>
public enum TransactionOutcome : byte
{
    Committed = 0,

    /// <summary>The budget of created facts was breached: the transaction was rolled back and the state is the one before it.</summary>
    BudgetExceeded = 1,
}

/// <summary>What a transaction changed. Everything is sorted, so equal inputs print equally.</summary>
public sealed class TransactionResult
{
    /// <summary>Counts committed and rolled-back transactions of the session from 0.</summary>
    public required long Sequence { get; init; }

    public required EventTime At { get; init; }

    public required TransactionOutcome Outcome { get; init; }

    /// <summary>Changes of derived (IDB) facts, sorted by the printed order of facts, retractions before assertions of one fact's predicate and arguments.</summary>
    public required ImmutableArray<FactChange> Derived { get; init; }

    /// <summary>Net changes of given (EDB) facts, sorted likewise. A replaced keyed row is one retraction and one assertion here.</summary>
    public required ImmutableArray<FactChange> Given { get; init; }

    /// <summary>Literals that failed on an overflow, a division by zero or a domain error: rule index to count, ascending. Empty when none did.</summary>
    public required ImmutableArray<KeyValuePair<int, long>> FailedLiterals { get; init; }

    /// <summary>Retractions of absent rows.</summary>
    public required int AbsentRetractions { get; init; }

    /// <summary>Changes overridden by a later change of the same key in this transaction.</summary>
    public required int OverriddenChanges { get; init; }

    /// <summary>Changes that came later than the declared lateness; each is a row of <c>late</c>.</summary>
    public int LateChanges { get; init; }

    /// <summary>The timer transactions that this commit ran before its own changes, in order; those that the caller had run by <see cref="IRuleSession.RunTimer"/> are not among them.</summary>
    public ImmutableArray<TransactionResult> Timers { get; init; } = [];

    /// <summary>
    /// True when <see cref="SessionLimits.MaxTimers"/> was reached, or a timer was rolled back: moments in between were skipped, and what was due took
    /// effect in the transaction itself.
    /// </summary>
    public bool SkippedTimers { get; init; }
}

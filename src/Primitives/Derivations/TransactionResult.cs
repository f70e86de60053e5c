using System.Collections.Immutable;

namespace CryptoScalp.Rules.Primitives;

/// <summary>How a transaction ended.</summary>
public enum TransactionOutcome : byte
{
    Committed = 0,

    /// <summary>The budget of created facts was breached: the transaction was rolled back and the state is the one before it.</summary>
    BudgetExceeded = 1,

    /// <summary><c>assert</c> and <c>retract</c> rules still changed something after the last step allowed: rolled back.</summary>
    StepsExceeded = 2,

    /// <summary><c>assert</c> rules gave two rows of one key in one step: rolled back.</summary>
    StateConflict = 3,

    /// <summary>A row broke what its declaration promises (<c>fundep</c>, <c>inclusion</c>, <c>limit</c>, a certainty outside 0 to 1): rolled back.</summary>
    PromiseBroken = 4,
}

/// <summary>What a transaction changed. Everything is sorted, so equal inputs print equally.</summary>
public sealed class TransactionResult
{
    /// <summary>Counts committed and rolled-back transactions of the session from 0.</summary>
    public required long Sequence { get; init; }

    public required EventTime At { get; init; }

    public required TransactionOutcome Outcome { get; init; }

    /// <summary>Changes of derived (IDB) facts and of stored rows that rules changed, sorted by the printed order of facts, retractions before assertions of one fact's predicate and arguments.</summary>
    public required ImmutableArray<FactChange> Derived { get; init; }

    /// <summary>What a rolled-back transaction ran into, as a sentence for people; null when it committed, or when the outcome says all.</summary>
    public string? Problem { get; init; }

    /// <summary>The code of what a rolled-back transaction ran into (<see cref="EvaluationDiagnostics"/>); null when it committed.</summary>
    public string? Code { get; init; }

    /// <summary>Steps in which <c>assert</c> and <c>retract</c> rules changed something; 0 without any.</summary>
    public int StateSteps { get; init; }

    /// <summary>Indexes of the <c>assert</c> and <c>retract</c> rules that changed something in some step, ascending. Empty when rolled back.</summary>
    public ImmutableArray<int> StateRules { get; init; } = [];

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

using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The rules as a tick drives them: rows go in, and what the last transaction came to is read in place. Single-threaded.</summary>
internal abstract class TickRules(IRuleSession session)
{
    /// <summary>A session of either evaluator; the incremental one is driven without making facts.</summary>
    public static TickRules Over(IRuleSession session, BoundProgram program) =>
        session is IncrementalSession incremental ? new RowTickRules(incremental, program) : new FactTickRules(session, program);

    public IRuleSession Session => session;

    /// <summary>The last transaction's number.</summary>
    public abstract long Sequence { get; }

    public abstract EventTime At { get; }

    public abstract TransactionOutcome Outcome { get; }

    /// <summary>Net changes of given rows; one that replaces another counts twice.</summary>
    public abstract int GivenChanges { get; }

    public abstract int DerivedChanges { get; }

    public abstract long FailedLiterals { get; }

    /// <summary>Timers that the last <see cref="Commit"/> ran by itself, in order, because they were more than the caller ran.</summary>
    public abstract ImmutableArray<TransactionResult> SkippedTimers { get; }

    /// <summary>Runs the first timer due by a time, as a transaction; false when none is.</summary>
    public abstract bool RunTimer(EventTime upTo);

    /// <summary>Numbers the next transaction as the one after a number.</summary>
    public abstract void ContinueFrom(long sequence);

    /// <summary>Commits changes at a time; those of predicates that the program does not have are passed over.</summary>
    public abstract void Commit(EventTime at, RowChanges changes);

    /// <summary>What a <c>decide</c> statement makes of the last transaction; null when nothing that it reads changed.</summary>
    public abstract AgendaResult? Resolve(DecisionAgenda agenda);

    /// <summary>A copy of the last transaction without its changes, for whoever shows or records it.</summary>
    public abstract TransactionResult Summary();
}

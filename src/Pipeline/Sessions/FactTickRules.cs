using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Drives any session through facts: the reference evaluator, whose meaning matters and not its speed.</summary>
internal sealed class FactTickRules(IRuleSession session, BoundProgram program) : TickRules(session)
{
    private readonly HashSet<string> _known = [.. program.Predicates.Select(static p => p.Name)];
    private TransactionResult? _last;

    public override long Sequence => Last.Sequence;

    public override EventTime At => Last.At;

    public override TransactionOutcome Outcome => Last.Outcome;

    public override int GivenChanges => Last.Given.Length;

    public override int DerivedChanges => Last.Derived.Length;

    public override long FailedLiterals => Last.FailedLiterals.Sum(static f => f.Value);

    public override ImmutableArray<TransactionResult> SkippedTimers => Last.Timers;

    private TransactionResult Last => _last ?? throw new InvalidOperationException("nothing was committed yet");

    public override bool RunTimer(EventTime upTo)
    {
        TransactionResult? timer = Session.RunTimer(upTo);
        _last = timer ?? _last;
        return timer is not null;
    }

    public override void Commit(EventTime at, RowChanges changes) =>
        _last = Session.Commit(at, [.. Enumerable.Range(0, changes.Count).Where(i => _known.Contains(changes.RowOf(i).Predicate)).Select(changes.FactChangeOf)]);

    /// <exception cref="NotSupportedException">Always: rules are switched on the incremental engine alone.</exception>
    public override void ContinueFrom(long sequence) => throw new NotSupportedException("the reference evaluator cannot go on where another session stopped");

    public override AgendaResult? Resolve(DecisionAgenda agenda) => agenda.Resolve(Session, Last) is { IsUnchanged: false } resolved ? resolved : null;

    public override TransactionResult Summary() => Last;
}

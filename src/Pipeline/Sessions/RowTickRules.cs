using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Drives the incremental engine through its door for rows: a transaction makes no fact and, once buffers have grown, no garbage.</summary>
internal sealed class RowTickRules(IncrementalSession session, BoundProgram program) : TickRules(session)
{
    private readonly IncrementalSession _session = session;
    private readonly BoundProgram _program = program;
    private TransactionView? _view;
    private ImmutableArray<TransactionResult> _skipped = [];

    /// <summary>By the number of a supplied row: its predicate in this session, and whether it was looked for.</summary>
    private (PredicateHandle? Handle, bool IsKnown)[] _handles = new (PredicateHandle?, bool)[64];

    /// <summary>The last transaction when a timer ran it; null when <see cref="Commit"/> did.</summary>
    private TransactionResult? _timer;

    public override long Sequence => _timer?.Sequence ?? View.Sequence;

    public override EventTime At => _timer?.At ?? View.At;

    public override TransactionOutcome Outcome => _timer?.Outcome ?? View.Outcome;

    public override int GivenChanges => _timer?.Given.Length ?? View.CountGiven();

    public override int DerivedChanges => _timer?.Derived.Length ?? View.CountDerived();

    public override long FailedLiterals
    {
        get
        {
            long sum = 0;
            if (_timer is { } timer)
            {
                foreach ((_, long failures) in timer.FailedLiterals)
                {
                    sum += failures;
                }

                return sum;
            }

            foreach (long failures in View.FailedLiterals)
            {
                sum += failures;
            }

            return sum;
        }
    }

    public override ImmutableArray<TransactionResult> SkippedTimers => _skipped;

    private TransactionView View => _view ?? throw new InvalidOperationException("nothing was committed yet");

    public override bool RunTimer(EventTime upTo)
    {
        if (Session.RunTimer(upTo) is not { } timer)
        {
            return false;
        }

        _timer = timer;
        return true;
    }

    public override void Commit(EventTime at, RowChanges changes)
    {
        _timer = null;
        _skipped = RunRest(at);
        _session.BeginAfterTimers(at, _skipped.Length);
        try
        {
            for (int i = 0; i < changes.Count; i++)
            {
                Apply(changes, i);
            }
        }
        catch (ArgumentException)
        {
            _session.Abandon();
            throw;
        }

        _view = _session.Commit();
    }

    public override AgendaResult? Resolve(DecisionAgenda agenda)
    {
        if (_timer is null)
        {
            return agenda.Resolve(_session, View);
        }

        return agenda.Resolve(_session, _timer) is { IsUnchanged: false } resolved ? resolved : null;
    }

    public override void ContinueFrom(long sequence)
    {
        _session.ContinueFrom(sequence);
        _timer = null; // what it said was of the numbers before
    }

    public override TransactionResult Summary() => _timer ?? View.ToSummary();

    /// <summary>The timers that the caller left: as many as one commit may run, each with what it changed. What is due beyond them takes effect in the commit.</summary>
    private ImmutableArray<TransactionResult> RunRest(EventTime at)
    {
        ImmutableArray<TransactionResult>.Builder? rest = null;
        while ((rest?.Count ?? 0) < SessionLimits.Default.MaxTimers && Session.RunTimer(at) is { } timer)
        {
            (rest ??= ImmutableArray.CreateBuilder<TransactionResult>()).Add(timer);
        }

        return rest?.ToImmutable() ?? [];
    }

    private void Apply(RowChanges changes, int change)
    {
        SuppliedRow row = changes.RowOf(change);
        if (HandleOf(row) is not { } predicate)
        {
            return; // told to rules that are being made ready, not to these
        }

        if (changes.KindOf(change) == ChangeKind.Assert)
        {
            _session.Assert(predicate, changes.ValuesOf(change));
        }
        else
        {
            _session.Retract(predicate, changes.ValuesOf(change));
        }
    }

    private PredicateHandle? HandleOf(SuppliedRow row)
    {
        if (row.Number >= _handles.Length)
        {
            Array.Resize(ref _handles, Math.Max(row.Number + 1, _handles.Length * 2));
        }

        ref (PredicateHandle? Handle, bool IsKnown) found = ref _handles[row.Number];
        if (!found.IsKnown)
        {
            found = (_program.FindPredicate(row.Predicate) is null ? null : _session.HandleOf(row.Predicate), true);
        }

        return found.Handle;
    }
}

using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>A session that carries each transaction through the rules as a change: what nothing touched is not evaluated again.</summary>
/// <remarks>
/// Single-threaded. Equal to evaluating from scratch after every transaction, except that failed literals are counted where they fail anew, not for every
/// substitution that would fail again. A transaction that would exceed <see cref="SessionLimits.MaxCreatedFacts"/> changes nothing, not even
/// <see cref="Now"/>. Derivations are found when asked, by solving rules on the current relations.
/// <para>
/// Two doors: <see cref="Commit(EventTime, IReadOnlyList{FactChange})"/> takes and gives facts; <see cref="Begin"/>, <see cref="Assert"/>,
/// <see cref="Retract"/> and <see cref="Commit()"/> do the same without allocating once buffers have grown.
/// </para>
/// </remarks>
public sealed partial class IncrementalSession : IRuleSession
{
    private readonly RulePlan _plan;
    private readonly SessionLimits _limits;
    private readonly EngineState _state;
    private readonly RuleEvaluator _evaluator;
    private readonly DerivationFinder _derivations;
    private readonly Dictionary<string, Table> _tables;
    private readonly GivenTransaction _transaction;
    private readonly TransactionView _view;
    private readonly SortedFacts _sorted;
    private readonly Value[] _params;
    private readonly StepLoop _steps;
    private readonly StoredRecords _stored;
    private readonly StatePromises? _promises;
    private bool _paramsChanged;

    /// <summary>The running transaction's time: never before that of the last.</summary>
    private EventTime _now;
    private bool _isOpen;
    private int _timersRun;
    private bool _skippedTimers;
    private long _failedTimer = long.MinValue;
    private TransactionResult? _initial;

    /// <summary>Starts with the facts of the program text and <paramref name="initialFacts"/>, evaluated at event time 0; see <see cref="Initial"/>.</summary>
    /// <exception cref="ArgumentException">An initial fact does not fit the program; the caller must have checked.</exception>
    public IncrementalSession(RulePlan plan, SessionLimits limits, IReadOnlyList<Fact>? initialFacts = null, SessionOptions? options = null)
        : this(plan, limits, options ?? SessionOptions.Default, null)
    {
        Open(EventTime.Zero, EventTime.Zero);
        AssertAll(plan.Facts);
        Array.ForEach(_state.Relations, static table => table.ForgetTold());
        AssertAll(initialFacts ?? []);
        InitialSummary = Commit(isFirst: true).ToSummary();
    }

    private IncrementalSession(RulePlan plan, SessionLimits limits, SessionOptions options, Interner? interner)
    {
        _plan = plan;
        _limits = limits;
        _state = new EngineState(plan, options, interner);
        _evaluator = new RuleEvaluator(plan, _state);
        _derivations = _evaluator.Derivations;
        _tables = _state.Relations.ToDictionary(static r => r.Predicate.Name, StringComparer.Ordinal);
        _transaction = new GivenTransaction([.. _state.Relations.Select(table => new GivenRows(table, _state))], _state);
        _steps = new StepLoop(plan, _state, _evaluator, new StateRules(plan, _evaluator, _derivations), _transaction, limits);
        _view = new TransactionView([.. plan.Strata.SelectMany(static s => s.Predicates).Select(id => _state.Relations[id])], _state.Interner, _transaction, plan.Rules.Length);
        _stored = new StoredRecords(plan);
        _promises = StatePromises.Of(plan, _state);
        _sorted = new SortedFacts(plan, _state.Interner);
        _params = [.. plan.Params.Select(static p => p.Value)];
        InitialSummary = null!; // by the constructor that evaluates
    }

    /// <summary>The first transaction (sequence 0): the facts of the program and the initial ones. When its budget was exceeded the session is empty.</summary>
    /// <remarks>Copied when first asked for, or when the next transaction begins: a large start costs nothing while nobody looks.</remarks>
    public TransactionResult Initial => _initial ??= _view.ToResult();

    /// <summary><see cref="Initial"/> without its changes.</summary>
    public TransactionResult InitialSummary { get; private set; }

    public EventTime Now => _state.Now;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A change names an unknown predicate or does not fit its columns; nothing has changed then, but timers due have run.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public TransactionResult Commit(EventTime at, IReadOnlyList<FactChange> changes)
    {
        RequireClosed();
        ImmutableArray<TransactionResult> timers = RunTimers(at);
        OpenAfterTimers(at, timers.Length);
        try
        {
            for (int i = 0; i < changes.Count; i++)
            {
                Apply(changes[i]);
            }
        }
        catch (ArgumentException)
        {
            Abandon();
            throw;
        }

        TransactionResult result = Commit().ToResult(timers);
        _evaluator.Commit();
        return result;
    }

    /// <inheritdoc/>
    /// <remarks>A timer that would exceed the budget is rolled back and not tried again; what it had to do is done by the next transaction.</remarks>
    public TransactionResult? RunTimer(EventTime upTo)
    {
        return RunTimerInPlace(upTo)?.ToResult();
    }

    /// <summary><see cref="RunTimer"/> without a copy: what it changed is shown in place until the next timer or <see cref="Begin"/>; null when none is due.</summary>
    /// <exception cref="InvalidOperationException">A transaction is open.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public TransactionView? RunTimerInPlace(EventTime upTo)
    {
        RequireClosed();
        return TryRunTimer(upTo) ? _view : null;
    }

    /// <inheritdoc/>
    public HeldInterval? IntervalOf(Fact fact) =>
        TryFind(fact, out Table? table, out int row) && table.IsIn(row, RowView.New) ? _state.Past.ViewOf(table.Predicate.Id)?.IntervalOf(row) : null;

    /// <inheritdoc/>
    public HeldInterval? LastSpanOf(Fact row) =>
        _tables.TryGetValue(row.Predicate, out Table? table) && row.Arguments.Length == table.Predicate.Arity
            ? _state.Past.ViewOf(table.Predicate.Id)?.LastSpanOf(row.Arguments, _state.Interner) : null;

    /// <inheritdoc/>
    public IReadOnlyList<PastRow> RecentlyGone(string predicate) =>
        _tables.TryGetValue(predicate, out Table? table) ? _state.Past.GoneOf(table.Predicate.Id)?.Newest(_state.Interner) ?? [] : [];

    /// <summary>The predicate by its qualified name, for <see cref="Assert"/> and <see cref="Retract"/>.</summary>
    /// <exception cref="ArgumentException">The program has no such predicate.</exception>
    public PredicateHandle HandleOf(string predicate) =>
        _tables.TryGetValue(predicate, out Table? table) ? new PredicateHandle(table.Predicate.Id) : throw Unknown(predicate);

    /// <summary>Runs the timers due, and begins a transaction; what <see cref="Commit()"/> showed of the last one is no longer valid.</summary>
    /// <remarks>Call <see cref="RunTimer"/> before where what timers change must be seen.</remarks>
    /// <exception cref="InvalidOperationException">A transaction is open.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(EventTime at)
    {
        RequireClosed();
        int timers = 0;
        while (timers < _limits.MaxTimers && TryRunTimer(at))
        {
            timers++;
        }

        OpenAfterTimers(at, timers);
    }

    /// <summary>Begins a transaction and runs no timer: what is due takes effect in it. For whoever has run timers, so many, one by one.</summary>
    /// <exception cref="InvalidOperationException">A transaction is open.</exception>
    public void BeginAfterTimers(EventTime at, int timersRun)
    {
        RequireClosed();
        OpenAfterTimers(at, timersRun);
    }

    /// <summary>Adds a row to the open transaction; on a keyed predicate it replaces the row of the same key.</summary>
    /// <exception cref="ArgumentException">A wrong number of values, or one that does not fit its column; this change alone is refused.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Assert(PredicateHandle predicate, ReadOnlySpan<Value> values)
    {
        RequireOpen();
        _transaction.Assert(predicate.Id, values);
    }

    /// <summary>Removes a row in the open transaction: by its key alone when keyed, otherwise by all its columns.</summary>
    /// <exception cref="ArgumentException">A wrong number of values, or one that does not fit its column; this change alone is refused.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Retract(PredicateHandle predicate, ReadOnlySpan<Value> values)
    {
        RequireOpen();
        _transaction.Retract(predicate.Id, values);
    }

    /// <summary>Ends the open transaction: derives what follows, or rolls back when that breaches the budget.</summary>
    /// <returns>The same object each time; its contents are valid until the next <see cref="Begin"/>.</returns>
    public TransactionView Commit() => Commit(isFirst: false);

    /// <summary>Ends the open transaction without a trace.</summary>
    public void Abandon()
    {
        RequireOpen();
        _isOpen = false;
        _evaluator.RollBack();
    }

    /// <summary>Numbers the next transaction as the one after <paramref name="sequence"/>: this session goes on where another one stopped.</summary>
    /// <remarks><see cref="Initial"/> then has no changes. Give increasing numbers: records tell transactions apart by them.</remarks>
    public void ContinueFrom(long sequence)
    {
        RequireClosed();
        _initial ??= InitialSummary;
        _view.ContinueFrom(sequence);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no parameter of this name, or the value is of another kind than its own.</exception>
    public void SetParam(string name, Value value)
    {
        int index = IndexOf(name);
        if (index < 0)
        {
            throw new ArgumentException($"the program has no parameter '{name}'", nameof(name));
        }

        if (CellKinds.Of(value.Kind) != _state.ParamKinds[index])
        {
            throw new ArgumentException($"parameter '{name}' holds {_state.ParamKinds[index]}, and {value} is {value.Kind}", nameof(value));
        }

        _paramsChanged |= _params[index] != value;
        _params[index] = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private TransactionView Commit(bool isFirst)
    {
        RequireOpen();
        _isOpen = false;
        (EventTime Now, Value[] Params) before = (_state.Now, _state.Params);
        (_state.NowBefore, _state.Now, _state.Params) = (before.Now, _now, _paramsChanged ? [.. _params] : _state.Params);
        StepResult steps = _steps.Run(isFirst, _now != before.Now, _paramsChanged);
        if (_promises is not null && steps.Outcome == TransactionOutcome.Committed && _promises.FindBroken() is { } broken)
        {
            steps = new StepResult(broken);
        }

        _view.TakeFailures(_state, _evaluator.Rules);
        _view.Set(_now, steps, _timersRun, _skippedTimers);
        if (steps.Outcome == TransactionOutcome.Committed)
        {
            _paramsChanged = false;
            _promises?.End();
            _evaluator.End();
            if (_steps.HasRules)
            {
                _stored.Take(_transaction, _state.Interner);
            }
        }
        else
        {
            (_state.Now, _state.Params) = before;
            _evaluator.RollBack();
            _state.Log?.RollBack();
        }

        return _view;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OpenAfterTimers(EventTime at, int timersRun)
    {
        bool skipped = NextDue() <= at.Nanoseconds || (_failedTimer > Now.Nanoseconds && _failedTimer <= at.Nanoseconds);
        Open(at, at > Now ? at : Now);
        (_timersRun, _skippedTimers) = (timersRun, skipped);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Open(EventTime at, EventTime now)
    {
        _initial ??= _view.Sequence == 0 ? _view.ToResult() : null;
        _evaluator.Commit();
        if (_state.Interner.IsSweepDue)
        {
            _state.Sweep();
        }

        _transaction.Begin(at, now);
        _state.Sequence = _view.Sequence + 1;
        _state.Log?.Begin(_state.Sequence, now);
        _now = now;
        _isOpen = true;
        (_timersRun, _skippedTimers) = (0, false);
    }

    private ImmutableArray<TransactionResult> RunTimers(EventTime upTo)
    {
        ImmutableArray<TransactionResult>.Builder? timers = null;
        while ((timers?.Count ?? 0) < _limits.MaxTimers && TryRunTimer(upTo))
        {
            (timers ??= ImmutableArray.CreateBuilder<TransactionResult>()).Add(_view.ToResult());
        }

        return timers?.ToImmutable() ?? [];
    }

    /// <summary>Runs the next timer, if one is due; <see cref="_view"/> shows it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryRunTimer(EventTime upTo) => NextDue() is { } due && due <= upTo.Nanoseconds && RunTimerOf(due);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool RunTimerOf(long due)
    {
        EventTime at = new(due);
        Open(at, at);
        if (Commit(isFirst: false).Outcome != TransactionOutcome.Committed)
        {
            _failedTimer = due;
        }

        return true;
    }

    /// <summary>The first moment at which something changes although nothing is given; after one that failed, the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long? NextDue() => _state.Past.IsTimeless ? null : _state.Past.NextChange(Math.Max(Now.Nanoseconds, _failedTimer));

    private void AssertAll(IReadOnlyList<Fact> facts)
    {
        for (int i = 0; i < facts.Count; i++)
        {
            Apply(FactChange.Assert(facts[i]));
        }
    }

    private void Apply(FactChange change)
    {
        if (!_tables.TryGetValue(change.Fact.Predicate, out Table? table))
        {
            throw Unknown(change.Fact.Predicate);
        }

        if (change.Kind == ChangeKind.Assert)
        {
            _transaction.Assert(table.Predicate.Id, change.Fact.Arguments);
        }
        else
        {
            _transaction.Retract(table.Predicate.Id, change.Fact.Arguments);
        }
    }

    private int IndexOf(string name)
    {
        for (int i = 0; i < _plan.Params.Length; i++)
        {
            if (_plan.Params[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RequireClosed()
    {
        if (_isOpen)
        {
            throw new InvalidOperationException("a transaction is open: commit or abandon it first");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RequireOpen()
    {
        if (!_isOpen)
        {
            throw new InvalidOperationException("no transaction is open: begin one first");
        }
    }

    private static ArgumentException Unknown(string predicate) => new($"the program does not know the predicate '{predicate}'");
}

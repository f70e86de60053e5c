using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>What the last transaction changed, read in place: valid until the session's next transaction begins.</summary>
public sealed class TransactionView
{
    private readonly Table[] _derived;
    private readonly Interner _interner;
    private readonly GivenTransaction _transaction;
    private readonly List<FactChange> _changes = [];
    private readonly long[] _failures;
    private bool _hasFailures;
    private StepResult _steps = StepResult.Committed;

    internal TransactionView(Table[] derived, Interner interner, GivenTransaction transaction, int rules)
    {
        _derived = derived;
        _interner = interner;
        _transaction = transaction;
        _failures = new long[rules];
    }

    /// <summary>Counts committed and rolled-back transactions of the session from 0.</summary>
    public long Sequence { get; private set; } = -1;

    public EventTime At { get; private set; }

    public TransactionOutcome Outcome => _steps.Outcome;

    public DerivedChanges Derived => new(_derived, _interner, ChangesOf(byRules: true));

    public GivenChanges Given => ChangesOf(byRules: false);

    /// <inheritdoc cref="TransactionResult.Problem"/>
    public string? Problem => _steps.Problem;

    /// <inheritdoc cref="TransactionResult.Code"/>
    public string? Code => _steps.Code ?? EvaluationDiagnostics.CodeOf(_steps.Outcome);

    /// <inheritdoc cref="TransactionResult.StateSteps"/>
    public int StateSteps => _steps.Steps;

    /// <inheritdoc cref="TransactionResult.StateRules"/>
    public ImmutableArray<int> StateRules => _steps.Rules;

    /// <summary>Timers that ran when the transaction began; what each of them changed is told by <see cref="IncrementalSession.RunTimer"/> alone.</summary>
    public int TimersRun { get; private set; }

    /// <inheritdoc cref="TransactionResult.SkippedTimers"/>
    public bool SkippedTimers { get; private set; }

    /// <inheritdoc cref="TransactionResult.LateChanges"/>
    public int LateChanges => _transaction.LateChanges;

    /// <inheritdoc cref="TransactionResult.AbsentRetractions"/>
    public int AbsentRetractions => _transaction.AbsentRetractions;

    /// <inheritdoc cref="TransactionResult.OverriddenChanges"/>
    public int OverriddenChanges => _transaction.OverriddenChanges;

    /// <summary>Literals that failed, by rule index.</summary>
    public ReadOnlySpan<long> FailedLiterals => _failures;

    /// <summary>How many changes <see cref="Derived"/> has.</summary>
    public int CountDerived()
    {
        int count = 0;
        foreach (RowChange _ in Derived)
        {
            count++;
        }

        return count;
    }

    /// <summary>How many changes <see cref="Given"/> has.</summary>
    public int CountGiven()
    {
        int count = 0;
        foreach (RowChange _ in Given)
        {
            count++;
        }

        return count;
    }

    /// <summary>The relation of a predicate that rules derive; null for any other.</summary>
    internal Table? FindDerived(string predicate) => Array.Find(_derived, table => table.Predicate.Name == predicate);

    /// <summary>A copy that stays valid, sorted.</summary>
    public TransactionResult ToResult() => ToResult([]);

    /// <summary>A copy without the changes.</summary>
    public TransactionResult ToSummary() => Copy([], [], []);

    internal TransactionResult ToResult(ImmutableArray<TransactionResult> timers) => Copy(SortedDerived(), SortedGiven(), timers);

    internal void ContinueFrom(long sequence) => Sequence = sequence;

    private GivenChanges ChangesOf(bool byRules) => new(Outcome == TransactionOutcome.Committed ? _transaction : null, _interner, byRules);

    private TransactionResult Copy(ImmutableArray<FactChange> derived, ImmutableArray<FactChange> given, ImmutableArray<TransactionResult> timers) => new()
    {
        Sequence = Sequence,
        At = At,
        Outcome = Outcome,
        Derived = derived,
        Given = given,
        FailedLiterals = Failed(),
        AbsentRetractions = AbsentRetractions,
        OverriddenChanges = OverriddenChanges,
        LateChanges = LateChanges,
        Problem = Problem,
        Code = Code,
        StateSteps = StateSteps,
        StateRules = StateRules,
        SkippedTimers = SkippedTimers,
        Timers = timers,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Set(EventTime at, StepResult steps, int timersRun, bool skippedTimers)
    {
        Sequence++;
        At = at;
        _steps = steps;
        (TimersRun, SkippedTimers) = (timersRun, skippedTimers);
    }

    /// <summary>Nearly no transaction has failures: then no rule is asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void TakeFailures(EngineState state, RuleRunner[] rules)
    {
        if (state.HasFailures || _hasFailures)
        {
            CopyFailures(rules);
        }

        (_hasFailures, state.HasFailures) = (state.HasFailures, false);
    }

    private void CopyFailures(RuleRunner[] rules)
    {
        for (int i = 0; i < rules.Length; i++)
        {
            _failures[i] = rules[i].TakeFailures();
        }
    }

    private ImmutableArray<FactChange> SortedDerived()
    {
        _changes.Clear();
        foreach (RowChange change in Derived)
        {
            _changes.Add(change.ToFactChange());
        }

        return ChangeOrder.Sorted(_changes);
    }

    private ImmutableArray<FactChange> SortedGiven()
    {
        _changes.Clear();
        foreach (RowChange change in Given)
        {
            _changes.Add(change.ToFactChange());
        }

        return ChangeOrder.Sorted(_changes);
    }

    private ImmutableArray<KeyValuePair<int, long>> Failed()
    {
        ImmutableArray<KeyValuePair<int, long>>.Builder? failed = null;
        for (int i = 0; i < _failures.Length; i++)
        {
            if (_failures[i] > 0)
            {
                (failed ??= ImmutableArray.CreateBuilder<KeyValuePair<int, long>>()).Add(KeyValuePair.Create(i, _failures[i]));
            }
        }

        return failed?.ToImmutable() ?? [];
    }
}

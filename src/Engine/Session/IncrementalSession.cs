using System.Collections.Immutable;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>A session that carries each transaction through the rules as a change: what nothing touched is not evaluated again.</summary>
/// <remarks>
/// Single-threaded. Equal to evaluating from scratch after every transaction, except that failed literals are counted where they fail anew, not for every
/// substitution that would fail again. A transaction that would exceed <see cref="SessionLimits.MaxCreatedFacts"/> changes nothing, not even
/// <see cref="Now"/>. Derivations are found when asked, by solving rules on the current relations.
/// </remarks>
public sealed class IncrementalSession : IRuleSession
{
    private readonly RulePlan _plan;
    private readonly SessionLimits _limits;
    private readonly EngineState _state;
    private readonly RuleEvaluator _evaluator;
    private readonly DerivationFinder _derivations;
    private readonly Dictionary<string, GivenRows> _given;
    private readonly GivenTransaction _transaction;
    private readonly List<FactChange> _changes = [];
    private readonly SortedFacts _sorted;
    private readonly Value[] _params;
    private bool _paramsChanged;
    private long _sequence;

    /// <summary>Starts with the facts of the program text and <paramref name="initialFacts"/>, evaluated at event time 0; see <see cref="Initial"/>.</summary>
    /// <exception cref="ArgumentException">An initial fact does not fit the program; the caller must have checked.</exception>
    public IncrementalSession(RulePlan plan, SessionLimits limits, IReadOnlyList<Fact>? initialFacts = null)
    {
        _plan = plan;
        _limits = limits;
        _state = new EngineState(plan);
        _evaluator = new RuleEvaluator(plan, _state);
        _derivations = new DerivationFinder(plan, _evaluator);
        _given = _state.Relations.ToDictionary(static r => r.Predicate.Name, static r => new GivenRows(r), StringComparer.Ordinal);
        _transaction = new GivenTransaction(_given);
        _sorted = new SortedFacts(plan);
        _params = [.. plan.Params.Select(static p => p.Value)];
        Initial = Run(EventTime.Zero, [.. plan.Facts.Select(FactChange.Assert), .. (initialFacts ?? []).Select(FactChange.Assert)], true);
    }

    /// <summary>The first transaction (sequence 0): the facts of the program and the initial ones. When its budget was exceeded the session is empty.</summary>
    public TransactionResult Initial { get; }

    public EventTime Now => _state.Now;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A change names an unknown predicate or has a wrong number of arguments; nothing has changed then.</exception>
    public TransactionResult Commit(EventTime at, IReadOnlyList<FactChange> changes) => Run(at, changes, false);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no parameter of this name.</exception>
    public void SetParam(string name, Value value)
    {
        int index = IndexOf(name);
        if (index < 0)
        {
            throw new ArgumentException($"the program has no parameter '{name}'", nameof(name));
        }

        _paramsChanged |= _params[index] != value;
        _params[index] = value;
    }

    /// <summary>The value that the current state was derived with; a value set since takes effect with the next transaction.</summary>
    public Value? ParamOf(string name) => IndexOf(name) is >= 0 and int index ? _state.Params[index] : null;

    public IReadOnlyList<Fact> FactsOf(string predicate) => _given.TryGetValue(predicate, out GivenRows? given) ? _sorted.Of(given.Relation) : [];

    public bool Holds(Fact fact) => TryFind(fact, out Relation? relation, out int row) && relation.IsIn(row, RowView.New);

    public bool IsGiven(Fact fact) => TryFind(fact, out Relation? relation, out int row) && relation.IsGiven(row);

    public Derivation? DerivationOf(Fact fact) =>
        Holds(fact) && !IsGiven(fact) ? _derivations.Lowest(_given[fact.Predicate].Relation.Predicate.Id, fact) : null;

    public IReadOnlyList<Derivation> AllDerivationsOf(string predicate) =>
        _given.TryGetValue(predicate, out GivenRows? given) ? _derivations.All(given.Relation.Predicate.Id) : [];

    /// <summary>Every substitution of the query in the current state: one array of slot values each, sorted, without duplicates.</summary>
    /// <remarks>The slot of a wildcard inside a negation has no value; it holds the default one. Literals that fail drop their substitution.</remarks>
    public IReadOnlyList<Value[]> Query(PlannedQuery query) => QueryRunner.Solve(query, _state);

    private bool TryFind(Fact fact, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Relation? relation, out int row)
    {
        relation = _given.TryGetValue(fact.Predicate, out GivenRows? given) && fact.Arguments.Length == given.Relation.Predicate.Arity ? given.Relation : null;
        row = relation?.Find(fact.Arguments) ?? -1;
        return relation is not null && row >= 0;
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

    private TransactionResult Run(EventTime at, IReadOnlyList<FactChange> changes, bool isFirst)
    {
        Apply(changes, at);
        (EventTime Now, Value[] Params) before = (_state.Now, _state.Params);
        (_state.Now, _state.Params) = (at, _paramsChanged ? [.. _params] : _state.Params);
        if (!_evaluator.TryEvaluate(isFirst, at != before.Now, _paramsChanged, _limits.MaxCreatedFacts))
        {
            ImmutableArray<KeyValuePair<int, long>> failed = TakeFailures();
            (_state.Now, _state.Params) = before;
            _evaluator.RollBack();
            return Result(at, TransactionOutcome.BudgetExceeded, [], [], failed);
        }

        TransactionResult result = Result(at, TransactionOutcome.Committed, DerivedChanges(), _transaction.NetChanges(), TakeFailures());
        _paramsChanged = false;
        _evaluator.Commit();
        return result;
    }

    private void Apply(IReadOnlyList<FactChange> changes, EventTime at)
    {
        try
        {
            _transaction.ApplyAll(changes, at);
        }
        catch (ArgumentException)
        {
            _evaluator.RollBack();
            throw;
        }
    }

    private ImmutableArray<FactChange> DerivedChanges()
    {
        _changes.Clear();
        foreach (PlannedStratum stratum in _plan.Strata)
        {
            foreach (int predicate in stratum.Predicates)
            {
                AddChanges(_state.Relations[predicate], _changes);
            }
        }

        return ChangeOrder.Sorted(_changes);
    }

    private static void AddChanges(Relation relation, List<FactChange> changes)
    {
        for (int i = 0; i < relation.TouchedCount; i++)
        {
            int row = relation.TouchedRow(i);
            RowView view = relation.ViewOf(row);
            if (view is RowView.Old or RowView.New)
            {
                Fact fact = new(relation.Predicate.Name, relation.Row(row));
                changes.Add(view == RowView.New ? FactChange.Assert(fact) : FactChange.Retract(fact));
            }
        }
    }

    private ImmutableArray<KeyValuePair<int, long>> TakeFailures()
    {
        ImmutableArray<KeyValuePair<int, long>>.Builder? failed = null;
        foreach (RuleRunner rule in _evaluator.Rules)
        {
            long failures = rule.TakeFailures();
            if (failures > 0)
            {
                (failed ??= ImmutableArray.CreateBuilder<KeyValuePair<int, long>>()).Add(KeyValuePair.Create(rule.Rule.Index, failures));
            }
        }

        return failed?.ToImmutable() ?? [];
    }

    private TransactionResult Result(
        EventTime at, TransactionOutcome outcome, ImmutableArray<FactChange> derived, ImmutableArray<FactChange> given, ImmutableArray<KeyValuePair<int, long>> failed) => new()
        {
            Sequence = _sequence++,
            At = at,
            Outcome = outcome,
            Derived = derived,
            Given = given,
            FailedLiterals = failed,
            AbsentRetractions = _transaction.AbsentRetractions,
            OverriddenChanges = _transaction.OverriddenChanges,
        };
}

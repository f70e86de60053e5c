using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>A session that evaluates from scratch after every transaction: the meaning of the language, and the oracle of faster engines.</summary>
/// <remarks>
/// Single-threaded. Relations are kept as long as nothing that they are computed from changes. A transaction that would exceed
/// <see cref="SessionLimits.MaxCreatedFacts"/> changes nothing, not even <see cref="Now"/>.
/// </remarks>
public sealed class ReferenceSession : IRuleSession
{
    private readonly BoundProgram _program;
    private readonly SessionLimits _limits;
    private readonly ReferenceEvaluator _evaluator;
    private readonly StepLoop _steps;
    private readonly GivenFacts[] _given;
    private readonly Dictionary<string, GivenFacts> _givenByName;
    private readonly Value[] _params;
    private readonly DerivationFinder _derivations;
    private readonly SortedFactsCache _sorted;
    private EvaluatedState _state;

    /// <summary>The parameters that <see cref="_state"/> was computed with; <see cref="_params"/> take effect at the next transaction.</summary>
    private Value[] _derivedParams;

    private bool _paramsChanged;
    private long _failedTimer = long.MinValue;
    private long _sequence;

    /// <summary>Starts with the facts of the program text and <paramref name="initialFacts"/>, evaluated at event time 0; see <see cref="Initial"/>.</summary>
    /// <exception cref="ArgumentException">An initial fact does not fit the program; the caller must have checked.</exception>
    public ReferenceSession(BoundProgram program, SessionLimits limits, IReadOnlyList<Fact>? initialFacts = null)
    {
        _program = program;
        _limits = limits;
        _evaluator = new ReferenceEvaluator(program);
        _steps = new StepLoop(program, _evaluator, limits);
        _given = [.. program.Predicates.Select(static predicate => new GivenFacts(predicate))];
        _givenByName = _given.ToDictionary(static facts => facts.Predicate.Name, StringComparer.Ordinal);
        _params = [.. program.Params.Select(static param => param.Value)];
        _derivedParams = [.. _params];
        _derivations = new DerivationFinder(program, _evaluator.Rules);
        _sorted = new SortedFactsCache(program);
        _state = new EvaluatedState([.. _given.Select(static facts => facts.ToRelation())], new long[program.Strata.Length], _evaluator.NoHistories(), _evaluator.NoEpisodes(), _evaluator.NoEpisodes());
        Initial = Run(EventTime.Zero, [.. program.Facts.Select(static f => FactChange.Assert(f.Fact)), .. (initialFacts ?? []).Select(FactChange.Assert)], true);
    }

    /// <summary>The first transaction (sequence 0): the facts of the program and the initial ones. When its budget was exceeded the session is empty.</summary>
    public TransactionResult Initial { get; }

    public EventTime Now { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A change names an unknown predicate or has a wrong number of arguments; nothing has changed then.</exception>
    public TransactionResult Commit(EventTime at, IReadOnlyList<FactChange> changes)
    {
        ImmutableArray<TransactionResult>.Builder timers = ImmutableArray.CreateBuilder<TransactionResult>();
        while (timers.Count < _limits.MaxTimers && RunTimer(at) is { } timer)
        {
            timers.Add(timer);
        }

        bool skipped = NextDue() <= at.Nanoseconds || (_failedTimer > Now.Nanoseconds && _failedTimer <= at.Nanoseconds);
        return Run(at, changes, false, timers.ToImmutable(), skipped);
    }

    /// <inheritdoc/>
    /// <remarks>A timer that would exceed the budget is rolled back and not tried again; what it had to do is done by the next transaction.</remarks>
    public TransactionResult? RunTimer(EventTime upTo)
    {
        if (NextDue() is not { } due || due > upTo.Nanoseconds)
        {
            return null;
        }

        TransactionResult result = Run(new EventTime(due), [], false);
        _failedTimer = result.Outcome == TransactionOutcome.Committed ? _failedTimer : due;
        return result;
    }

    /// <inheritdoc/>
    public HeldInterval? IntervalOf(Fact fact) =>
        _givenByName.TryGetValue(fact.Predicate, out GivenFacts? facts) && Holds(fact)
            ? _state.Histories[facts.Predicate.Id]?.IntervalOf(fact.Arguments, Now.Nanoseconds)
            : null;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no parameter of this name.</exception>
    public void SetParam(string name, Value value)
    {
        int index = 0;
        while (index < _params.Length && _program.Params[index].Name != name)
        {
            index++;
        }

        if (index == _params.Length)
        {
            throw new ArgumentException($"the program has no parameter '{name}'", nameof(name));
        }

        _paramsChanged |= _params[index] != value;
        _params[index] = value;
    }

    /// <summary>The value that the current state was derived with; a value set since takes effect with the next transaction.</summary>
    public Value? ParamOf(string name)
    {
        int index = 0;
        while (index < _derivedParams.Length && _program.Params[index].Name != name)
        {
            index++;
        }

        return index < _derivedParams.Length ? _derivedParams[index] : null;
    }

    public IReadOnlyList<Fact> FactsOf(string predicate) =>
        _givenByName.TryGetValue(predicate, out GivenFacts? facts) ? _sorted.Of(facts.Predicate.Id, _state.Relations[facts.Predicate.Id]) : [];

    public bool Holds(Fact fact) =>
        _givenByName.TryGetValue(fact.Predicate, out GivenFacts? facts) && _state.Relations[facts.Predicate.Id].Contains(fact.Arguments);

    public bool IsGiven(Fact fact) =>
        Holds(fact) && _givenByName.TryGetValue(fact.Predicate, out GivenFacts? facts) && (facts.Predicate.View is not null || facts.FindRow(fact.Arguments) is { By: null });

    /// <inheritdoc/>
    /// <remarks>Of a row that a rule stored: the record made then.</remarks>
    public Derivation? DerivationOf(Fact fact)
    {
        if (!Holds(fact) || IsGiven(fact))
        {
            return null;
        }

        GivenFacts facts = _givenByName[fact.Predicate];
        return facts.FindRow(fact.Arguments)?.By ?? _derivations.Lowest(facts.Predicate.Id, fact, CurrentContext());
    }

    public IReadOnlyList<Derivation> AllDerivationsOf(string predicate)
    {
        if (!_givenByName.TryGetValue(predicate, out GivenFacts? facts))
        {
            return [];
        }

        return facts.Predicate.IsStored ? [.. facts.StoredBy().Order(DerivationOrder.Instance)] : _derivations.All(facts.Predicate.Id, CurrentContext());
    }

    /// <summary>Every substitution of the query in the current state: one array of slot values each (<see cref="BoundQuery.Variables"/> names them), sorted, without duplicates.</summary>
    /// <remarks>The slot of a wildcard inside a negation has no value; it holds the default one. Literals that fail drop their substitution.</remarks>
    public IReadOnlyList<Value[]> Query(BoundQuery query) => QueryEvaluator.Solve(query, CurrentContext());

    private EvaluationContext CurrentContext() => new(_state.Relations, _derivedParams, Now, _state.EpisodesBefore);

    /// <summary>The first moment at which something changes although nothing is given; after one that failed, the next.</summary>
    private long? NextDue()
    {
        long after = Math.Max(Now.Nanoseconds, _failedTimer);
        return _given.Select(facts => facts.NextExpiry(after)).Concat(_state.Histories.Select(history => history?.NextChange(after))).Min();
    }

    private TransactionResult Run(EventTime at, IReadOnlyList<FactChange> changes, bool isFirst, ImmutableArray<TransactionResult> timers = default, bool skipped = false)
    {
        EventTime now = isFirst || at > Now ? at : Now;
        GivenTransaction transaction = new(_givenByName, at, now);
        transaction.Expire();
        ApplyAll(transaction, changes);
        InputChanges inputs = new(
            transaction.ChangedPredicates(_given.Length, _evaluator.TimesMatter), now != Now, _paramsChanged, transaction.Asserted(_given.Length));
        long[] failures = new long[_program.Rules.Length];
        StepResult steps = _steps.Run(_given, transaction, isFirst ? null : _state, inputs, _params, now, _sequence, failures);
        ImmutableArray<FactChange> derived = [], given = [];
        if (steps.State is not { } after)
        {
            transaction.Undo();
        }
        else
        {
            derived = ChangeOrder.Sorted([.. RelationDiff.Between(_program, _evaluator, _state, after), .. transaction.NetChangesByRules()]);
            given = transaction.NetChanges();
            _state = after;
            _derivedParams = [.. _params];
            _paramsChanged = false;
            Now = now;
        }

        return new TransactionResult
        {
            Sequence = _sequence++,
            At = now,
            Outcome = steps.Outcome,
            Problem = steps.Problem,
            Code = steps.Code ?? EvaluationDiagnostics.CodeOf(steps.Outcome),
            StateSteps = steps.Steps,
            StateRules = [.. steps.Rules ?? []],
            Derived = derived,
            Given = given,
            FailedLiterals = [.. failures.Select(static (count, rule) => KeyValuePair.Create(rule, count)).Where(static pair => pair.Value > 0)],
            AbsentRetractions = transaction.AbsentRetractions,
            OverriddenChanges = transaction.OverriddenChanges,
            LateChanges = transaction.LateChanges,
            Timers = timers.IsDefault ? [] : timers,
            SkippedTimers = skipped,
        };
    }

    private static void ApplyAll(GivenTransaction transaction, IReadOnlyList<FactChange> changes)
    {
        try
        {
            foreach (FactChange change in changes)
            {
                transaction.Apply(change);
            }
        }
        catch (ArgumentException)
        {
            transaction.Undo();
            throw;
        }
    }
}

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
    private readonly RunningProgram _running;
    private readonly DerivationFinder _derivations;
    private long _failedTimer = long.MinValue;
    private long _sequence;

    /// <summary>Starts with the facts of the program text and <paramref name="initialFacts"/>, evaluated at event time 0; see <see cref="Initial"/>.</summary>
    /// <exception cref="ArgumentException">An initial fact does not fit the program; the caller must have checked.</exception>
    public ReferenceSession(BoundProgram program, SessionLimits limits, IReadOnlyList<Fact>? initialFacts = null)
    {
        _program = program;
        _running = new RunningProgram(program, limits);
        _derivations = new DerivationFinder(program, _running.Evaluator.Rules);
        Initial = Run(EventTime.Zero, [.. program.Facts.Select(static f => FactChange.Assert(f.Fact)), .. (initialFacts ?? []).Select(FactChange.Assert)]);
    }

    /// <summary>The first transaction (sequence 0): the facts of the program and the initial ones. When its budget was exceeded the session is empty.</summary>
    public TransactionResult Initial { get; }

    public EventTime Now => _running.Now;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A change names an unknown predicate or has a wrong number of arguments; nothing has changed then.</exception>
    public TransactionResult Commit(EventTime at, IReadOnlyList<FactChange> changes)
    {
        ImmutableArray<TransactionResult>.Builder timers = ImmutableArray.CreateBuilder<TransactionResult>();
        while (timers.Count < _running.Limits.MaxTimers && RunTimer(at) is { } timer)
        {
            timers.Add(timer);
        }

        bool skipped = NextDue() <= at.Nanoseconds || (_failedTimer > Now.Nanoseconds && _failedTimer <= at.Nanoseconds);
        return Run(at, changes, timers.ToImmutable(), skipped);
    }

    /// <inheritdoc/>
    /// <remarks>A timer that would exceed the budget is rolled back and not tried again; what it had to do is done by the next transaction.</remarks>
    public TransactionResult? RunTimer(EventTime upTo)
    {
        if (NextDue() is not { } due || due > upTo.Nanoseconds)
        {
            return null;
        }

        TransactionResult result = Run(new EventTime(due), []);
        _failedTimer = result.Outcome == TransactionOutcome.Committed ? _failedTimer : due;
        return result;
    }

    /// <inheritdoc/>
    public HeldInterval? IntervalOf(Fact fact) => _running.IntervalOf(fact);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no parameter of this name.</exception>
    public void SetParam(string name, Value value) =>
        _running.SetParam(_running.IndexOfParam(name) ?? throw new ArgumentException($"the program has no parameter '{name}'", nameof(name)), value);

    /// <summary>The value that the current state was derived with; a value set since takes effect with the next transaction.</summary>
    public Value? ParamOf(string name) => _running.IndexOfParam(name) is { } index ? _running.ParamOf(index) : null;

    public IReadOnlyList<Fact> FactsOf(string predicate) => _running.Given(predicate) is { } facts ? _running.FactsOf(facts.Predicate.Id) : [];

    public bool Holds(Fact fact) => _running.Holds(fact);

    public bool IsGiven(Fact fact) =>
        Holds(fact) && _running.Given(fact.Predicate) is { } facts && (facts.Predicate.View is not null || facts.FindRow(fact.Arguments) is { By: null });

    /// <inheritdoc/>
    /// <remarks>Of a row that a rule stored: the record made then.</remarks>
    public Derivation? DerivationOf(Fact fact)
    {
        if (!Holds(fact) || IsGiven(fact))
        {
            return null;
        }

        GivenFacts facts = _running.Given(fact.Predicate)!;
        return facts.FindRow(fact.Arguments)?.By?[0] ?? _derivations.Lowest(facts.Predicate.Id, fact, _running.Context);
    }

    public IReadOnlyList<Derivation> AllDerivationsOf(string predicate)
    {
        if (_running.Given(predicate) is not { } facts)
        {
            return [];
        }

        return facts.Predicate.IsStored ? [.. facts.StoredBy().Order(DerivationOrder.Instance)] : _derivations.All(facts.Predicate.Id, _running.Context);
    }

    /// <summary>Every substitution of the query in the current state: one array of slot values each (<see cref="BoundQuery.Variables"/> names them), sorted, without duplicates.</summary>
    /// <remarks>The slot of a wildcard inside a negation has no value; it holds the default one. Literals that fail drop their substitution.</remarks>
    public IReadOnlyList<Value[]> Query(BoundQuery query) => QueryEvaluator.Solve(query, _running.Context);

    /// <summary>The first moment at which something changes although nothing is given; after one that failed, the next.</summary>
    private long? NextDue() => _running.NextDue(Math.Max(Now.Nanoseconds, _failedTimer));

    private TransactionResult Run(EventTime at, IReadOnlyList<FactChange> changes, ImmutableArray<TransactionResult> timers = default, bool skipped = false)
    {
        EventTime now = _sequence == 0 || at > Now ? at : Now;
        GivenTransaction transaction = _running.Begin(at);
        ApplyAll(transaction, changes);
        long[] failures = new long[_program.Rules.Length];
        EvaluatedState before = _running.State;
        StepResult steps = _running.Derive(transaction, now, _sequence, failures);
        ImmutableArray<FactChange> derived = [], given = [];
        if (steps.State is { } after)
        {
            derived = ChangeOrder.Sorted([.. RelationDiff.Between(_program, _running.Evaluator, before, after), .. transaction.NetChangesByRules()]);
            given = transaction.NetChanges();
        }
        else
        {
            transaction.Undo();
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

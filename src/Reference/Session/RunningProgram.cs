using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>A program with its given rows, its parameters and what holds after its last transaction.</summary>
internal sealed class RunningProgram
{
    private readonly SessionLimits _limits;
    private readonly ReferenceEvaluator _evaluator;
    private readonly StepLoop _steps;
    private readonly GivenFacts[] _given;
    private readonly Dictionary<string, GivenFacts> _givenByName;
    private readonly SortedFactsCache _sorted;
    private readonly Value[] _params;
    private Value[] _derivedParams;
    private bool _paramsChanged;
    private bool _isStarted;

    public RunningProgram(BoundProgram program, SessionLimits limits)
    {
        (Program, _limits) = (program, limits);
        _evaluator = new ReferenceEvaluator(program);
        _steps = new StepLoop(program, _evaluator, limits);
        _given = [.. program.Predicates.Select(static predicate => new GivenFacts(predicate))];
        _givenByName = _given.ToDictionary(static facts => facts.Predicate.Name, StringComparer.Ordinal);
        _sorted = new SortedFactsCache(program);
        _params = [.. program.Params.Select(static param => param.Value)];
        _derivedParams = [.. _params];
        State = new EvaluatedState([.. _given.Select(static facts => facts.ToRelation())], new long[program.Strata.Length], new long[program.Strata.Length], _evaluator.NoHistories(), _evaluator.NoEpisodes(), _evaluator.NoEpisodes());
    }

    public BoundProgram Program { get; }

    public SessionLimits Limits => _limits;

    public ReferenceEvaluator Evaluator => _evaluator;

    /// <summary>What holds; nothing before the first transaction.</summary>
    public EvaluatedState State { get; private set; }

    public EventTime Now { get; set; }

    /// <summary>What solving rules against the state reads.</summary>
    public EvaluationContext Context => new(State.Relations, _derivedParams, Now, State.EpisodesBefore);

    /// <summary>Null for a name that the program does not know.</summary>
    public GivenFacts? Given(string predicate) => _givenByName.GetValueOrDefault(predicate);

    public IReadOnlyList<Fact> FactsOf(int predicate) => _sorted.Of(predicate, State.Relations[predicate]);

    public bool Holds(Fact fact) => Given(fact.Predicate) is { } facts && State.Relations[facts.Predicate.Id].Contains(fact.Arguments);

    public HeldInterval? IntervalOf(Fact fact) => Holds(fact) ? State.Histories[Given(fact.Predicate)!.Predicate.Id]?.IntervalOf(fact.Arguments, Now.Nanoseconds) : null;

    /// <summary>The place of a parameter; null when there is none of this name.</summary>
    public int? IndexOfParam(string name) => Program.Params.FirstOrDefault(p => p.Name == name) is { } param ? Program.Params.IndexOf(param) : null;

    /// <summary>The value that the current state was derived with.</summary>
    public Value ParamOf(int index) => _derivedParams[index];

    /// <summary>Takes effect with the next state that is derived.</summary>
    public void SetParam(int index, Value value)
    {
        _paramsChanged |= _params[index] != value;
        _params[index] = value;
    }

    /// <summary>A transaction begins: rows whose time is over by then are gone.</summary>
    public GivenTransaction Begin(EventTime at)
    {
        GivenTransaction transaction = new(_givenByName, at, at > Now ? at : Now);
        transaction.Expire();
        return transaction;
    }

    /// <summary>The first moment after one at which something changes although nothing is given; null when there is none.</summary>
    public long? NextDue(long after) => _given.Select(facts => facts.NextExpiry(after)).Concat(State.Histories.Select(history => history?.NextChange(after))).Min();

    /// <summary>Derives what holds after a transaction and puts it in the place of what held before, unless it must be rolled back: then only the given rows are changed.</summary>
    /// <param name="transaction">What is given; receives what rules change.</param>
    /// <param name="now">Its time.</param>
    /// <param name="sequence">Its number.</param>
    /// <param name="failures">Receives failed literals, by rule index.</param>
    public StepResult Derive(GivenTransaction transaction, EventTime now, long sequence, long[] failures)
    {
        InputChanges inputs = new(transaction.ChangedPredicates(_given.Length, _evaluator.TimesMatter), now != Now, _paramsChanged, transaction.Asserted(_given.Length));
        StepResult steps = _steps.Run(_given, transaction, _isStarted ? State : null, inputs, _params, now, sequence, failures);
        _isStarted = true;
        if (steps.State is { } after)
        {
            (State, Now, _derivedParams, _paramsChanged) = (after, now, [.. _params], false);
        }

        return steps;
    }

    /// <summary>The next state is derived from nothing, whatever changed.</summary>
    public void Forget() => _isStarted = false;
}

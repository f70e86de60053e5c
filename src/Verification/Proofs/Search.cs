using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Verification;

/// <summary>How a search ended.</summary>
internal enum SearchEnd : byte
{
    /// <summary>No state is like that.</summary>
    Impossible,

    /// <summary>The engine confirmed a state.</summary>
    Found,

    /// <summary>A limit, or a simplification that could not be seen through.</summary>
    Unknown,
}

/// <summary>What a search found.</summary>
internal sealed record SearchResult(SearchEnd Kind, GivenState? State, ImmutableArray<string> Reasons);

/// <summary>Looks for a state that fits a scene and that the engine confirms, round by round.</summary>
internal sealed class Search
{
    /// <summary>With more products and quotients of unknowns than this the solver may forget its time limit.</summary>
    private const int MaxNonlinear = 10;

    /// <summary>How often values at single points are learned: they exclude little, so what they do not settle soon they never will.</summary>
    private const int MaxPoints = 25;

    /// <summary>How many of them come before the question with all products and quotients, which may take the solver all of its time: a few points cost next to nothing and mostly do.</summary>
    private const int PointsFirst = 3;

    private readonly VerifiedProgram _program;
    private readonly VerifyOptions _options;
    private readonly Z3Context _solver;
    private readonly int _late;
    private int _hard;
    private int _points;
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    public Search(VerifiedProgram program, VerifyOptions options, Z3Context solver, CaseSplit? split = null, bool isOutline = false)
    {
        _program = program;
        _options = options;
        _solver = solver;
        _late = solver.OutOfTime;
        Scene = new Scene(program, options.AnyParams) { IsOutline = isOutline };
        Unfolder = new Unfolder(Scene, options.Limits, new GivenRows(Scene), split);
    }

    public Scene Scene { get; }

    public Unfolder Unfolder { get; }

    public int Rounds { get; private set; }

    /// <param name="isWanted">What the engine must say of a state.</param>
    /// <param name="most">How many candidates are tried at most; never more than the limits allow.</param>
    /// <param name="stop">Looked at before every candidate.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> fell.</exception>
    public SearchResult Run(Func<ReplayedState, bool> isWanted, int most = int.MaxValue, CancellationToken stop = default)
    {
        int rounds = Math.Min(most, _options.Limits.Rounds);
        while (Rounds++ < rounds)
        {
            stop.ThrowIfCancellationRequested();
            _solver.Evaluate(Scene.TakePending());
            if (Step(isWanted) is { } result)
            {
                return result;
            }

            if (IsLate)
            {
                return Unknown(GaveUp());
            }
        }

        return Unknown($"{rounds} candidates were tried");
    }

    /// <summary>
    /// Tries to do without the rules that may have made a row: a candidate's derived rows are taken for given, and only what follows from them is learned. What is
    /// impossible so is impossible whichever rules made them. A few rounds for any number of rules.
    /// </summary>
    /// <param name="most">How many candidates are tried at most.</param>
    /// <param name="stop">Looked at before every candidate.</param>
    /// <returns>False when it takes more than that to say.</returns>
    public bool IsImpossibleInOutline(int most, CancellationToken stop)
    {
        while (Rounds++ < most)
        {
            stop.ThrowIfCancellationRequested();
            _solver.Evaluate(Scene.TakePending());
            string answer = _solver.Evaluate("(check-sat)\n");
            if (answer != "sat")
            {
                return answer == "unsat" && Scene.TakenForGranted is null;
            }

            SceneModel model = SceneModel.Read(Scene, _solver);
            string[] open = TakenForTrue();
            if (model.State() is not { } state || (!LearnFromClaims(model, state) && !SpellOut(open)))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>
    /// One candidate: first without what is nonlinear, because the engine computes that anyway. Only when it has nothing to teach about rows is the solver
    /// asked with it; and when that is too hard, the values at this point are what is learned.
    /// </summary>
    private SearchResult? Step(Func<ReplayedState, bool> isWanted)
    {
        switch (Ask())
        {
            case "unsat": return Impossible();
            case not "sat": return Unknown(GaveUp());
            default: break;
        }

        if (SpellOut())
        {
            return null;
        }

        SceneModel model = SceneModel.Read(Scene, _solver);
        if (Try(model, isWanted, out GivenState? found, out bool learned) || learned)
        {
            return found is null ? null : new SearchResult(SearchEnd.Found, found, []);
        }

        if (!AtKnownNumbers(model, isWanted, out found, out learned) && _points < PointsFirst && LearnValues(model))
        {
            _points++;
            return null;
        }

        string answer = found is null && !learned ? Exactly(isWanted, out found, out learned) : "sat";
        if (found is not null || learned)
        {
            return found is null ? null : new SearchResult(SearchEnd.Found, found, []);
        }

        return answer == "unsat" ? Impossible() : _points++ < MaxPoints && LearnValues(model) ? null : Unknown(Unconfirmed());
    }

    /// <summary>Says what the guards mean that the last answer takes for true; false when all of them have been spelled out.</summary>
    private bool SpellOut() => SpellOut(TakenForTrue());

    private bool SpellOut(string[] guards)
    {
        foreach (string guard in guards)
        {
            Scene.Deferred.Remove(guard, out Action? spell);
            spell!();
        }

        return guards.Length > 0;
    }

    /// <summary>The guards without a meaning that the last answer takes for true; only as long as nothing was asserted since.</summary>
    private string[] TakenForTrue()
    {
        string[] deferred = [.. Scene.Deferred.Keys.Order(StringComparer.Ordinal)];
        if (deferred.Length == 0)
        {
            return [];
        }

        IReadOnlyList<SExpression> answers = SExpression.Parse(_solver.Evaluate($"(get-value ({string.Join(' ', deferred)}))\n")).Items;
        return [.. deferred.Where((_, i) => answers[i][1].Word == Smt.True)];
    }

    /// <summary>Runs the engine on a candidate; what it teaches goes to the solver.</summary>
    private bool Try(SceneModel model, Func<ReplayedState, bool> isWanted, out GivenState? found, out bool learned)
    {
        (found, learned) = (null, false);
        if (model.State() is not { } state || new ReplayedState(_program, state) is not { IsComplete: true } replayed)
        {
            return false;
        }

        if (isWanted(replayed))
        {
            found = state;
            return true;
        }

        new Disagreements(Scene, Unfolder, model, replayed).AssertFacts();
        learned = IsNews() | LearnFromClaims(model, state);
        return false;
    }

    /// <summary>
    /// The candidate takes derived rows for granted that the engine may not derive, because some number is not right yet. What would follow from them, such as
    /// the veto that a proposal meets, holds all the same wherever they do.
    /// </summary>
    private bool LearnFromClaims(SceneModel model, GivenState state)
    {
        Fact[] claims = [.. Scene.AllRows.Where(r => !r.IsGiven && !_program.IsDecision(r.Predicate) && model.IsTrue(r.Guard))
            .Select(r => model.ColumnsOf(r) is { } columns ? new Fact(_program.Predicate(r.Predicate).Name, columns) : null).OfType<Fact>().Distinct()];
        ReplayedState would = new(_program, state, claims);
        if (claims.Length > 0 && would.IsComplete)
        {
            new Disagreements(Scene, Unfolder, model, would).AssertFacts();
        }

        return IsNews();
    }

    /// <summary>The same question with divisors and second factors at known numbers, which makes everything linear; enough for most states that exist. True when that brought something.</summary>
    private bool AtKnownNumbers(SceneModel model, Func<ReplayedState, bool> isWanted, out GivenState? found, out bool learned)
    {
        (found, learned) = (null, false);
        Application[] nonlinear = Nonlinear();
        if (nonlinear.Length == 0)
        {
            return false;
        }

        string[][] linear =
        [
            [.. nonlinear.Select(static a => a.At?.Invoke(a.Round) ?? Smt.True)],
            [.. nonlinear.Select(a => model.NumberOf(a.Arguments[^1]) is { } number ? a.At?.Invoke(number) ?? Smt.True : Smt.True)],
        ];
        foreach (string[] conditions in linear)
        {
            if (Under(conditions, isWanted, out found, out learned) == "sat" && (found is not null || learned))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same question with the exact products and quotients; "unknown" where there are none, or too many.</summary>
    private string Exactly(Func<ReplayedState, bool> isWanted, out GivenState? found, out bool learned)
    {
        (found, learned) = (null, false);
        Application[] nonlinear = Nonlinear();
        if (nonlinear.Length is 0 or > MaxNonlinear || _hard++ >= _options.Limits.HardQuestions)
        {
            return "unknown";
        }

        string answer;
        _solver.LimitEffort(_options.Limits.HardEffort);
        try
        {
            answer = Under(nonlinear.Select(static a => a.Nonlinear), isWanted, out found, out learned);
        }
        finally
        {
            _solver.LimitEffort(_options.Limits.Effort);
        }

        if (answer is not ("sat" or "unsat"))
        {
            // It took all the work that such a question may take, and the next one is hardly easier.
            _hard = _options.Limits.HardQuestions;
        }

        return answer;
    }

    /// <summary>True when a question took too long: what would be found after it depends on the machine.</summary>
    private bool IsLate => _solver.OutOfTime > _late;

    private string GaveUp() => IsLate ? $"a question to the solver took longer than {_options.Limits.QuestionMs} ms" : _solver.IsOutOfEffort() ? _solver.TooMuchWork : "the solver gave up on a question";

    private string Unconfirmed() => "the engine does not confirm the solver's facts"
        + (Nonlinear().Length == 0 ? "" : ": unknown numbers are multiplied with or divided by one another, which cannot be decided in general");

    private Application[] Nonlinear() => [.. Scene.Applications.Where(static a => a.Nonlinear != Smt.True)];

    private string Under(IEnumerable<string> conditions, Func<ReplayedState, bool> isWanted, out GivenState? found, out bool learned)
    {
        found = null;
        string answer;
        SceneModel? model;
        _solver.Evaluate("(push)\n");
        try
        {
            _solver.Evaluate(string.Concat(conditions.Select(static n => $"(assert {n})\n")));
            answer = Ask();
            learned = answer == "sat" && SpellOut();
            model = answer == "sat" && !learned ? SceneModel.Read(Scene, _solver) : null;
        }
        finally
        {
            _solver.Evaluate("(pop)\n");
        }

        if (model is not null)
        {
            Try(model, isWanted, out found, out learned);
        }

        return answer;
    }

    private bool LearnValues(SceneModel model)
    {
        PointValues.Assert(Scene, model);
        return IsNews();
    }

    /// <summary>True when what was asserted since is not what was asserted before. </summary>
    private bool IsNews()
    {
        string learned = Scene.TakePending();
        int before = _told.Count;
        _told.UnionWith(learned.Split('\n'));
        _solver.Evaluate(learned);
        return _told.Count > before;
    }

    private string Ask()
    {
        if (Scene.Preferences.Count > 0 && _solver.Evaluate($"(check-sat-assuming ({string.Join(' ', Scene.Preferences)}))\n") is "sat")
        {
            return "sat";
        }

        return _solver.Evaluate("(check-sat)\n");
    }

    private SearchResult Impossible() =>
        Scene.TakenForGranted is { } reason ? Unknown(reason) : new SearchResult(SearchEnd.Impossible, null, []);

    private SearchResult Unknown(string reason) => new(SearchEnd.Unknown, null, [reason, .. Scene.Simplifications]);
}

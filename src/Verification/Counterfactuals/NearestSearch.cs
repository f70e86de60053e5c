using System.Globalization;
using System.Numerics;
using System.Text;

namespace CryptoScalp.Rules.Verification;

/// <summary>How a search for the nearest change ended.</summary>
/// <param name="State">Confirmed by the engine; null when there is none.</param>
/// <param name="Cost">Of the change.</param>
/// <param name="Reason">Why there is none.</param>
/// <param name="IsProved">True when it is proved that there is none, or none cheaper.</param>
internal sealed record NearestResult(GivenState? State, double Cost, string Reason, bool IsProved = false);

/// <summary>Asks for the cheapest state that fits, lets the engine judge it, and asks again with what it teaches. What is confirmed is the bound of the next question, until there is nothing cheaper.</summary>
/// <remarks>As long as nothing needs to move as far as the solver knows, plain questions about the state as it is teach it why something must; only then is a change asked for.</remarks>
internal sealed class NearestSearch
{
    /// <summary>What is cheaper by less than this is not looked for: relative, and absolute below a cost of 1.</summary>
    private const double MinGain = 1e-10;

    /// <summary>How often a confirmed change may be followed by a cheaper one.</summary>
    private const int MaxImprovements = 12;

    private static readonly Rational _realScale = BigInteger.One << 60;

    private readonly VerifiedProgram _program;
    private readonly SolverLimits _limits;
    private readonly LateSolver _solver;
    private readonly StateRows _rows;
    private readonly ReplayedState _before;
    private readonly Func<ReplayedState, bool> _isWanted;
    private readonly Reach _reach;

    private readonly StringBuilder _all = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly KnownNeeds _needs;
    private readonly HashSet<string> _refuted = new(StringComparer.Ordinal);
    private int _unspelled;
    private bool _mustMove;
    private NearestResult? _best;
    private int _improvements;
    private bool _isPlain;
    private bool _refines;

    public NearestSearch(VerifiedProgram program, SolverLimits limits, LateSolver solver, ReplayedState before, Func<ReplayedState, bool> isWanted, Reach reach)
    {
        (_program, _limits, _solver, _before, _isWanted, _reach) = (program, limits, solver, before, isWanted, reach);
        Scene = new Scene(program, anyParams: false, before.State.Facts) { IsFresh = true, AnySize = true, RealScale = _realScale };
        _rows = new StateRows(Scene, before.State, reach);
        _unspelled = reach.Spelled;
        _needs = new KnownNeeds(_rows.Parts, reach);
        _rows.Parts.Fix(Scene.Now.Value.ToString(), before.State.At.Nanoseconds);
        Unfolder = new Unfolder(Scene, limits, _rows);
        Scene.Assert($"(= {Scene.Now.Value} {before.State.At.Nanoseconds})");
    }

    public Scene Scene { get; }

    public Unfolder Unfolder { get; }

    public int Rounds { get; private set; }

    /// <param name="best">A change that is confirmed already: only cheaper ones count; null for none.</param>
    /// <param name="stop">Looked at before every question.</param>
    /// <returns>The best, or why there is none.</returns>
    /// <exception cref="EncodingLimitException">The rules unfold into too much.</exception>
    public NearestResult Run(NearestResult? best, CancellationToken stop)
    {
        _best = best is null ? null : best with { IsProved = false };
        SpellEverything();
        Take();
        while (Rounds++ < (_reach.Rounds ?? _limits.Rounds))
        {
            stop.ThrowIfCancellationRequested();
            if (!TryNear(out NearestResult? result))
            {
                result = _mustMove ? Move() : StandStill();
            }

            if (result is not null)
            {
                return _best is null ? result : _best with { IsProved = result.IsProved };
            }
        }

        return _best ?? Nothing($"{_limits.Rounds} changes were tried");
    }

    private static NearestResult NothingCheaper() => new(null, 0, "no change of the facts that may move would do it", IsProved: true);

    /// <summary>What is cheaper by more than the last digits.</summary>
    private static double Below(double cost) => cost - Math.Max(cost * MinGain, MinGain);

    private static NearestResult Nothing(string reason) => new(null, 0, reason);

    /// <summary>Without the solver: the cheapest way to meet what is known, if it can be worked out, and what the engine makes of it.</summary>
    /// <param name="result">How the search ended; null when it goes on.</param>
    /// <returns>False when this says nothing new, so that the solver has to be asked.</returns>
    private bool TryNear(out NearestResult? result)
    {
        Nearness near = _needs.Nearest(_best is null ? null : Below(_best.Cost));
        if (near.Least is not { } least)
        {
            result = NothingCheaper();
            return true;
        }

        _mustMove |= least.Sign > 0;
        result = null;
        if (near.Point is not { } point)
        {
            return false;
        }

        return SpellOut(point) || TryPoint(point, least, out result);
    }

    private bool TryPoint(MovedPoint point, Rational least, out NearestResult? result)
    {
        result = null;
        List<TriedPoint> refuted = [];
        foreach (double step in (ReadOnlySpan<double>)[0, .. Nudge.Steps])
        {
            if (Tried(point.Copy(), step) is not { } tried || (refuted.Count > 0 && tried.Moved.Pins == refuted[^1].Moved.Pins))
            {
                break;
            }

            if (_isWanted(tried.Replayed))
            {
                result = Found(tried.Moved.State, least);
                return true;
            }

            refuted.Add(tried);
        }

        return refuted.Count > 0 && _refuted.Add($"{_told.Count} {refuted[0].Moved.Pins}") && LearnAt(refuted);
    }

    private TriedPoint? Tried(MovedPoint point, double step) =>
        _rows.At(point, step) is { } moved ? new TriedPoint(point, moved, moved.MovesNothing ? _before : new ReplayedState(_program, moved.State)) : null;

    private NearestResult? Found(GivenState confirmed, Rational least)
    {
        NearestResult found = new(confirmed, RowChanges.CostOf(_program, _before.State, confirmed), "", IsProved: true);
        if (Below(found.Cost) <= least.ToDouble())
        {
            return _best = found;
        }

        _isPlain = false;
        return Keep(new Trimmer(_program, _before.State, _isWanted).Trimmed(confirmed));
    }

    /// <summary>What stands against a point shows beyond the edges that it has to cross; the values of functions are told where nothing else is to be told.</summary>
    private bool LearnAt(List<TriedPoint> refuted)
    {
        SceneModel[] models = [.. refuted.Select(r => SceneModel.Of(Scene, new PointReading(_rows.Parts, r.Point).ValueOf))];
        for (int i = refuted.Count - 1; i >= 0; i--)
        {
            if (LearnFacts(models[i], refuted[i].Replayed))
            {
                return true;
            }
        }

        return LearnValues(models[0]) || Teaches(refuted[0].Moved, refuted[0].Replayed);
    }

    /// <summary>Why the engine makes something else of a state than the solver does, where the point alone does not tell.</summary>
    private bool Teaches(MovedState moved, ReplayedState replayed)
    {
        _solver.Tell($"(push)\n{moved.Pins}{_rows.OthersStill()}");
        bool fits = _solver.Ask("(check-sat)\n") == "sat", isSpelled = fits && SpellOut();
        SceneModel? model = fits && !isSpelled ? SceneModel.Read(Scene, _solver.Ask) : null;
        _solver.Tell("(pop)\n");
        return isSpelled ? Take() : model is not null && Learn(model, replayed);
    }

    /// <summary>Looks whether the state as it is fits what is known; what the engine makes of it otherwise is learned.</summary>
    private NearestResult? StandStill()
    {
        _solver.Tell("(push)\n" + _rows.AllStill());
        SceneModel? model = null;
        string answer = _solver.Ask("(check-sat)\n");
        bool spelled = answer == "sat" && SpellOut();
        if (answer == "sat" && !spelled)
        {
            model = SceneModel.Read(Scene, _solver.Ask);
        }

        _solver.Tell("(pop)\n");
        _mustMove = answer == "unsat";
        if (model is not null && !Learn(model, _before))
        {
            return Nothing("the engine does not confirm what the solver makes of the state");
        }

        Take();
        return answer is "sat" or "unsat" ? null : Nothing("the solver gave up on a question");
    }

    private NearestResult? Move()
    {
        string total = Scene.Name("total");
        string cost = $"{_rows.OthersStill()}(declare-const {total} Real)\n(assert (= {total} {_rows.Cost}))\n{Within(total)}";
        if (_best is not null && !_refines)
        {
            return Cheaper(cost);
        }

        (_isPlain, _refines) = (false, false);
        Optimum optimum = _solver.Optimize($"{_all}{cost}(minimize {total})\n");
        if (optimum.Answer != SolverAnswer.Satisfiable || ModelText.NumberOf(optimum.Text, total) is not { } least)
        {
            return optimum.Answer == SolverAnswer.Unsatisfiable ? NothingCheaper() : Nothing("the solver gave up on a question");
        }

        _solver.Tell($"(push)\n{cost}(assert (<= {total} {least.ToSmt(isReal: true)}))\n{AsChosen(optimum.Text)}");
        return Candidate(_solver.Ask("(check-sat)\n"));
    }

    /// <summary>A plain question costs the solver far less than one for the least, and mostly there is nothing.</summary>
    private NearestResult? Cheaper(string cost)
    {
        _isPlain = true;
        _solver.Tell($"(push)\n{cost}");
        string answer = _solver.Ask("(check-sat)\n");
        if (answer == "sat")
        {
            return Candidate(answer);
        }

        _solver.Tell("(pop)\n");
        return answer == "unsat" ? NothingCheaper() : Nothing("the solver gave up on a question");
    }

    /// <summary>Ends the question at hand; where it has an answer, the engine judges it.</summary>
    private NearestResult? Candidate(string answer)
    {
        SceneModel? model = answer == "sat" && !SpellOut() ? SceneModel.Read(Scene, _solver.Ask) : null;
        _solver.Tell("(pop)\n");
        NearestResult? result = model is null ? null : Judge(model);
        Take();
        return result;
    }

    /// <summary>Cheaper than the budget, and than what was found, by more than the last digits.</summary>
    private string Within(string total)
    {
        double most = _best is { Cost: var cost } ? Below(cost) : _reach.Budget ?? double.PositiveInfinity;
        return double.IsFinite(most) ? $"(assert (<= {total} {Rational.FromDouble(most).ToSmt(isReal: true)}))\n" : "";
    }

    /// <summary>Numbers have the values that the optimum gave them: what is left to the solver is then little.</summary>
    private string AsChosen(string model)
    {
        StringBuilder chosen = new();
        foreach (string name in _rows.Moving)
        {
            if (ModelText.NumberOf(model, name) is { } value)
            {
                chosen.Append(CultureInfo.InvariantCulture, $"(assert (= {name} {value.ToSmt(isReal: !value.Denominator.IsOne)}))\n");
            }
        }

        return chosen.ToString();
    }

    private NearestResult? Judge(SceneModel model)
    {
        if (model.State() is not { } touched)
        {
            return Nothing("the engine does not confirm the change");
        }

        GivenState state = touched with { Facts = [.. touched.Facts.Concat(_rows.Untouched).Order()], Params = _before.State.Params };
        ReplayedState replayed = new(_program, state);
        if (Confirmed(replayed) is { } confirmed)
        {
            return Keep(new Trimmer(_program, _before.State, _isWanted).Trimmed(confirmed));
        }

        return Learn(model, replayed) ? null : Nothing("the engine does not confirm the change");
    }

    /// <summary>The state, or one by last digits further on, where the engine makes of it what is wanted; null where it does not.</summary>
    private GivenState? Confirmed(ReplayedState replayed) => _isWanted(replayed) ? replayed.State
        : ReferenceEquals(replayed, _before) ? null
        : Nudge.Further(_program, _before.State, replayed.State).FirstOrDefault(s => _isWanted(new ReplayedState(_program, s)));

    /// <summary>The best so far; the search ends when it is no better than the one before.</summary>
    private NearestResult? Keep(GivenState state)
    {
        NearestResult found = new(state, RowChanges.CostOf(_program, _before.State, state), "");
        bool isBetter = _best is null || found.Cost < _best.Cost;
        _best = isBetter ? found : _best;
        _refines = isBetter && _isPlain;
        return isBetter && ++_improvements < MaxImprovements ? null : found;
    }

    /// <summary>False when the engine has nothing to teach.</summary>
    private bool Learn(SceneModel model, ReplayedState replayed) => LearnFacts(model, replayed) || LearnValues(model);

    private bool LearnFacts(SceneModel model, ReplayedState replayed)
    {
        new Disagreements(Scene, Unfolder, model, replayed) { BreaksOnly = _reach.BreaksOnly }.AssertFacts();
        return Take();
    }

    private bool LearnValues(SceneModel model)
    {
        PointValues.Assert(Scene, model);
        return Take();
    }

    /// <summary>What needs no choice: in a state whose rows are known most of it is constant, and rounds are dear.</summary>
    private void SpellEverything()
    {
        for (int i = 0; i < _limits.Unfoldings && Scene.Deferred.Count > 0 && Scene.Deferred.Count <= _unspelled; i++)
        {
            _unspelled -= Scene.Deferred.Count;
            foreach (string guard in Scene.Deferred.Keys.Order(StringComparer.Ordinal).ToList())
            {
                Spell(guard);
            }
        }
    }

    /// <summary>What a point takes for true for no reason.</summary>
    private bool SpellOut(MovedPoint point)
    {
        string[] taken = [.. Scene.Deferred.Keys.Where(g => _rows.Parts.Find(g) is { } choice && point.Chooses(choice)).Order(StringComparer.Ordinal)];
        Array.ForEach(taken, Spell);
        if (taken.Length > 0)
        {
            SpellEverything();
        }

        Take();
        return taken.Length > 0;
    }

    private bool SpellOut()
    {
        string[] deferred = [.. Scene.Deferred.Keys.Order(StringComparer.Ordinal)];
        if (deferred.Length == 0)
        {
            return false;
        }

        IReadOnlyList<SExpression> answers = SExpression.Parse(_solver.Ask($"(get-value ({string.Join(' ', deferred)}))\n")).Items;
        string[] taken = [.. deferred.Where((_, i) => answers[i][1].Word == Smt.True)];
        Array.ForEach(taken, Spell);
        return taken.Length > 0;
    }

    private void Spell(string guard)
    {
        Scene.Deferred.Remove(guard, out Action? spell);
        spell!();
    }

    /// <summary>What is pending goes to both, the text of the optimisation and the solver that reads values; true when any of it is new.</summary>
    private bool Take()
    {
        string pending = Scene.TakePending();
        _rows.Ask(pending);
        string moving = Scene.TakePending();
        int count = _told.Count;
        foreach (string line in pending.Split('\n'))
        {
            if (line.StartsWith("(declare", StringComparison.Ordinal))
            {
                _rows.Parts.Declare(line);
            }
            else if (line.Length > 0 && _told.Add(line))
            {
                _needs.Tell(line);
            }
        }

        _all.Append(pending).Append(moving);
        _solver.Tell(pending + moving);
        return _told.Count > count;
    }
}

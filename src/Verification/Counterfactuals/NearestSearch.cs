using System.Text;

namespace CryptoScalp.Rules.Verification;

/// <summary>Asks for the cheapest state that fits, lets the engine judge it, and asks again with what it teaches. The first that is confirmed is the nearest.</summary>
internal sealed class NearestSearch(VerifiedProgram program, VerifyOptions options, Z3Context solver, Scene scene, Unfolder unfolder, StateRows rows, GivenState before)
{
    private readonly StringBuilder _all = new();
    private readonly StringBuilder _learned = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    public int Rounds { get; private set; }

    public (GivenState? State, double Cost, string Reason) Run(Func<ReplayedState, bool> isWanted, CancellationToken stop)
    {
        while (Rounds++ < options.Limits.Rounds)
        {
            stop.ThrowIfCancellationRequested();
            Take();
            string total = scene.Name("total");
            string cost = $"(declare-const {total} Real)\n(assert (= {total} (+ 0.0 {string.Join(' ', rows.Costs)})))\n";
            Optimum optimum = solver.Optimize($"{_all}{cost}(minimize {total})\n");
            if (optimum.Answer != SolverAnswer.Satisfiable || ModelText.NumberOf(optimum.Text, total) is not { } least)
            {
                return (null, 0, optimum.Answer == SolverAnswer.Unsatisfiable ? "no change of the facts that may move would do it" : "the solver gave up on a question");
            }

            solver.Evaluate($"(push)\n{cost}(assert (<= {total} {least.ToSmt(isReal: true)}))\n");
            GivenState? found = solver.Evaluate("(check-sat)\n") == "sat" ? Step(isWanted, out bool goesOn) : Stop(out goesOn);
            solver.Evaluate("(pop)\n");
            if (found is not null)
            {
                return (found, least.ToDouble(), "");
            }

            if (!goesOn)
            {
                return (null, 0, "the engine does not confirm the change");
            }
        }

        return (null, 0, $"{options.Limits.Rounds} changes were tried");
    }

    private static GivenState? Stop(out bool goesOn)
    {
        goesOn = false;
        return null;
    }

    private GivenState? Step(Func<ReplayedState, bool> isWanted, out bool goesOn)
    {
        goesOn = true;
        if (SpellOut())
        {
            return null;
        }

        SceneModel model = SceneModel.Read(scene, solver);
        if (model.State() is not { } touched)
        {
            return Stop(out goesOn);
        }

        GivenState state = touched with { Facts = [.. touched.Facts.Concat(rows.Untouched).Order()], Params = before.Params };
        ReplayedState replayed = new(program, state);
        if (isWanted(replayed))
        {
            return state;
        }

        new Disagreements(scene, unfolder, model, replayed).AssertFacts();
        goesOn = IsNews();
        if (!goesOn)
        {
            PointValues.Assert(scene, model);
            goesOn = IsNews();
        }

        return null;
    }

    private bool SpellOut()
    {
        string[] deferred = [.. scene.Deferred.Keys.Order(StringComparer.Ordinal)];
        if (deferred.Length == 0)
        {
            return false;
        }

        IReadOnlyList<SExpression> answers = SExpression.Parse(solver.Evaluate($"(get-value ({string.Join(' ', deferred)}))\n")).Items;
        string[] taken = [.. deferred.Where((_, i) => answers[i][1].Word == Smt.True)];
        foreach (string guard in taken)
        {
            scene.Deferred.Remove(guard, out Action? spell);
            spell!();
        }

        return taken.Length > 0;
    }

    /// <summary>What is pending goes to both: the text of the optimisation, and, once the question is over, the solver that reads values.</summary>
    private void Take()
    {
        string pending = _learned.ToString() + scene.TakePending();
        _learned.Clear();
        _all.Append(pending);
        solver.Evaluate(pending);
    }

    private bool IsNews()
    {
        string learned = scene.TakePending();
        _learned.Append(learned);
        int count = _told.Count;
        _told.UnionWith(learned.Split('\n').Where(static l => l.StartsWith("(assert", StringComparison.Ordinal)));
        return _told.Count > count;
    }
}

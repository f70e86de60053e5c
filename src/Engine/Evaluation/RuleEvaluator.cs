using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>Carries a transaction through the layers, lowest first; layers that nothing touches are passed over.</summary>
internal sealed class RuleEvaluator
{
    private readonly StratumEvaluator[] _strata;
    private readonly bool[] _needsTimes;
    private readonly long[] _timedAt;

    private readonly bool[] _evaluated;

    /// <summary>Rules with hysteresis, each with its layer; -1 for a state rule.</summary>
    private readonly (Episodes Episodes, int Stratum)[] _episodes;

    /// <summary>Given relations whose past some view shows.</summary>
    private readonly Table[] _givenWithViews;

    public RuleEvaluator(RulePlan plan, EngineState state)
    {
        State = state;
        Rules = [.. plan.Rules.Select(rule => new RuleRunner(rule, state))];
        _strata = new StratumEvaluator[plan.Strata.Length];
        Heights = new HeightTable(plan, state, Rules, _strata);
        for (int i = 0; i < _strata.Length; i++)
        {
            RuleRunner[] rules = [.. plan.Strata[i].Rules.Select(index => Rules[index])];
            _strata[i] = plan.Strata[i].IsRecursive
                ? new RecursiveStratum(plan.Strata[i], state, rules, Heights)
                : new CountingStratum(plan.Strata[i], state, rules, Heights);
        }

        _needsTimes = [.. plan.Strata.Select(static s => s.NeedsTimes)];
        _timedAt = new long[_strata.Length];
        TimesMatter = _needsTimes.Contains(true);
        _evaluated = new bool[_strata.Length];
        _episodes = [.. Rules.Where(static r => r.Episodes is not null)
            .Select(r => (r.Episodes!, Array.FindIndex(_strata, s => s.Stratum.Rules.Contains(r.Rule.Index))))];
        HashSet<int> derived = [.. plan.Strata.SelectMany(static s => s.Predicates)];
        _givenWithViews = [.. state.Relations.Where(r => state.Past.HasViews(r.Predicate.Id) && !derived.Contains(r.Predicate.Id))];
    }

    public EngineState State { get; }

    public RuleRunner[] Rules { get; }

    public HeightTable Heights { get; }

    /// <summary>Why the last evaluation failed, as a sentence; null when its budget was spent.</summary>
    public string? Problem { get; private set; }

    /// <summary>True when some aggregate reads event times.</summary>
    public bool TimesMatter { get; }

    /// <summary>Derives what follows from the given changes. False when the budget was spent: the caller rolls back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryEvaluate(bool isFirst, bool nowMoved, bool paramsMoved, long maxCreated)
    {
        Problem = null;
        NoteGivenChanges();
        AdvanceViews(_givenWithViews);
        long spent = 0;
        for (int i = 0; i < _strata.Length; i++)
        {
            StratumEvaluator stratum = _strata[i];
            bool anew = isFirst || (stratum.Stratum.UsesNow && nowMoved) || (stratum.Stratum.UsesParams && paramsMoved) || HasOtherTimes(i)
                || HasNewEpisodes(i, stratum);
            _evaluated[i] = anew || IsTouched(stratum);
            if (_evaluated[i])
            {
                if (!stratum.TryEvaluate(anew, maxCreated - spent))
                {
                    return false;
                }

                _timedAt[i] = Heights.Clock;
                Note(stratum.Targets);
            }

            AdvanceViews(stratum.Targets);
            spent += stratum.Created;
            if (spent > maxCreated)
            {
                return false;
            }
        }

        return State.Past.Size <= maxCreated;
    }

    /// <summary>The views of relations that are final in the new state: they change with time, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AdvanceViews(Table[] sources)
    {
        foreach (Table source in sources)
        {
            State.Past.Advance(source, State.NowCell, Heights);
        }
    }

    /// <summary>The transaction stands: reads see the new state. What went stays readable until <see cref="Commit"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void End()
    {
        RememberEpisodes();
        foreach (Table relation in State.Relations)
        {
            relation.End();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Commit()
    {
        foreach (Table relation in State.Relations)
        {
            if (relation.TouchedCount > 0)
            {
                relation.Commit();
            }
        }

        foreach (StratumEvaluator stratum in _strata)
        {
            stratum.Commit();
        }

        State.Past.Commit();
    }

    public void RollBack()
    {
        foreach (Table relation in State.Relations)
        {
            relation.RollBack();
        }

        State.Past.RollBack();
        foreach (StratumEvaluator stratum in _strata)
        {
            stratum.RollBack();
        }

        foreach (RuleRunner rule in Rules)
        {
            _ = rule.TakeFailures();
        }

        Heights.Forget();
        Array.Fill(_timedAt, -1);
    }

    /// <summary>A layer whose rules have a memory is computed anew whenever something moves, the memory included.</summary>
    private bool HasNewEpisodes(int index, StratumEvaluator stratum)
    {
        bool any = false, moved = false;
        foreach ((Episodes episodes, int layer) in _episodes)
        {
            any |= layer == index;
            moved |= layer == index && episodes.HasMoved;
        }

        return moved || (any && IsTouched(stratum));
    }

    private void RememberEpisodes()
    {
        foreach ((Episodes episodes, int layer) in _episodes)
        {
            if (layer < 0 || _evaluated[layer])
            {
                episodes.Remember();
            }
        }
    }

    private bool HasOtherTimes(int stratum) => _needsTimes[stratum] && Heights.HasChangedBelow(stratum, _timedAt[stratum]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsTouched(StratumEvaluator stratum)
    {
        foreach (Table target in stratum.Targets)
        {
            if (target.TouchedCount > 0)
            {
                return true;
            }
        }

        for (int i = 0; i < stratum.Inputs.Length; i++)
        {
            if (stratum.Inputs[i].TouchedCount > 0 && stratum.Inputs[i].HasChanged(stratum.InputReads[i]))
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void NoteGivenChanges()
    {
        foreach (Table relation in State.Relations)
        {
            if (relation.TouchedCount > 0 && (relation.HasChanged() || (TimesMatter && relation.HasNewTimes())))
            {
                Heights.MarkChanged(relation.Predicate.Id);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Note(Table[] relations)
    {
        foreach (Table relation in relations)
        {
            if (relation.TouchedCount > 0)
            {
                Heights.MarkChanged(relation.Predicate.Id);
            }
        }
    }
}

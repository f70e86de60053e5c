using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Carries a transaction through the layers, lowest first; layers that nothing touches are passed over.</summary>
internal sealed partial class RuleEvaluator
{
    private readonly StratumEvaluator[] _strata;
    private readonly bool[] _needsTimes;
    private readonly long[] _timedAt;

    /// <summary>By layer: its groups read the times of given rows alone, and look again where these change.</summary>
    private readonly bool[] _followsTimes;

    /// <summary>By layer, of those that are restless: whether the running transaction evaluated it.</summary>
    private readonly bool[] _evaluated;

    /// <summary>Layers that something besides changed rows may set going: time, parameters, episodes, proofs.</summary>
    private readonly bool[] _isRestless;

    /// <summary>Which layers are still to be looked at in the running transaction.</summary>
    private readonly DueLayers _due;

    /// <summary>By layer: what it had created when it was evaluated last.</summary>
    private readonly long[] _created;

    /// <summary>Layers that keep more of a transaction than their relations do.</summary>
    private readonly StratumEvaluator[] _remembering;

    /// <summary>True when changed rows alone make layers due. Views of the past may change whenever time passes: then every layer is looked at.</summary>
    private readonly bool _isDueExact;

    /// <summary>Layers of combined rows, ascending.</summary>
    private readonly (int Layer, LatticeStratum Stratum)[] _lattices;

    /// <summary>Rules with hysteresis, each with its layer; -1 for a state rule.</summary>
    private readonly (Episodes Episodes, int Stratum)[] _episodes;

    private readonly RuleClock[] _clocks;

    /// <summary>By layer, in the first transaction of a session that goes on from another one: its relations are there already; null otherwise.</summary>
    private bool[]? _isKept;

    /// <summary>Given relations whose past some view shows.</summary>
    private readonly Table[] _givenWithViews;

    public RuleEvaluator(RulePlan plan, EngineState state)
    {
        State = state;
        Rules = [.. plan.Rules.Select(rule => new RuleRunner(rule, state))];
        Derivations = new DerivationFinder(plan, this);
        Wanted = new WantedRows(Rules, state);
        _strata = new StratumEvaluator[plan.Strata.Length];
        Heights = new HeightTable(plan, state, Rules, _strata);
        for (int i = 0; i < _strata.Length; i++)
        {
            RuleRunner[] rules = [.. plan.Strata[i].Rules.Select(index => Rules[index])];
            _strata[i] = plan.Strata[i].Predicates.Any(p => plan.Predicates[p].IsCombined)
                ? new LatticeStratum(plan, plan.Strata[i], state, rules, Heights, this)
                : plan.Strata[i].IsRecursive
                ? new RecursiveStratum(plan.Strata[i], state, rules, Heights)
                : new CountingStratum(plan.Strata[i], state, rules, Heights);
        }

        _lattices = [.. _strata.Select(static (s, i) => (i, s as LatticeStratum)).Where(static pair => pair.Item2 is not null).Select(static pair => (pair.i, pair.Item2!))];
        _clocks = [.. _strata.SelectMany(static s => s.Clocks)];
        HashSet<int> derived = [.. plan.Strata.SelectMany(static s => s.Predicates)];
        _needsTimes = [.. plan.Strata.Select(static s => s.NeedsTimes)];
        _followsTimes = [.. plan.Strata.Select(s => !s.NeedsTimes && s.Rules.Any(index => plan.Rules[index].NeedsTimes))];
        _timedAt = new long[_strata.Length];
        TimesMatter = plan.Rules.Any(static r => r.NeedsTimes);
        _evaluated = new bool[_strata.Length];
        _created = new long[_strata.Length];
        _remembering = [.. _strata.Where(static s => s.Remembers)];
        _episodes = [.. Rules.Where(static r => r.Episodes is not null)
            .Select(r => (r.Episodes!, Array.FindIndex(_strata, s => s.Stratum.Rules.Contains(r.Rule.Index))))];
        _isRestless = [.. plan.Strata.Select((s, i) => s.UsesParams || s.NeedsTimes || _followsTimes[i] || _strata[i].Clocks.Length > 0 || _strata[i] is LatticeStratum || _episodes.Any(e => e.Stratum == i))];
        _due = new DueLayers(_strata, plan.Predicates.Length, _isRestless);
        _isDueExact = !state.Past.HasAny;
        _givenWithViews = [.. state.Relations.Where(r => state.Past.HasViews(r.Predicate.Id) && !derived.Contains(r.Predicate.Id))];
    }

    public EngineState State { get; }

    public RuleRunner[] Rules { get; }

    public HeightTable Heights { get; }

    public DerivationFinder Derivations { get; }

    /// <summary>What the state rules want, as changes tell it.</summary>
    public WantedRows Wanted { get; }

    /// <summary>Why the last evaluation failed; null when its budget was spent.</summary>
    public BrokenPromise? Problem { get; private set; }

    /// <summary>True when the state is more than the given rows: rules remember, or read when rows were told.</summary>
    public bool HasMemory => TimesMatter || _episodes.Length > 0 || _clocks.Length > 0 || !_isDueExact;

    /// <summary>The next transaction, which is the first, evaluates no layer of relations that are there already; layers that keep more than their relations are evaluated all the same.</summary>
    /// <param name="predicates">By predicate id: its rows are there.</param>
    public void Keep(bool[] predicates) => _isKept = [.. _strata.Select(s => s is CountingStratum { Remembers: false } && s.Stratum.Predicates.All(p => predicates[p]))];

    /// <summary>True when some aggregate reads event times.</summary>
    public bool TimesMatter { get; }

    /// <summary>Derives what follows from the given changes. False when the budget was spent: the caller rolls back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryEvaluate(bool isFirst, bool nowMoved, bool paramsMoved, long maxCreated)
    {
        Problem = null;
        try
        {
            return TryEvaluateLayers(isFirst, nowMoved, paramsMoved, maxCreated);
        }
        catch (BrokenPromiseException broken)
        {
            Problem = broken.Promise;
            return false;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryEvaluateLayers(bool isFirst, bool nowMoved, bool paramsMoved, long maxCreated)
    {
        State.IsDeriving = true;
        _due.Start(all: isFirst || !_isDueExact);
        NoteGivenChanges();
        if (!_isDueExact)
        {
            AdvanceViews(_givenWithViews);
        }

        long spent = 0;
        int passed = 0;
        for (int i = _due.Next(0); i >= 0; i = _due.Next(i + 1))
        {
            for (; passed < i; passed++)
            {
                spent += _created[passed];
            }

            if (spent > maxCreated)
            {
                return false;
            }

            StratumEvaluator stratum = _strata[i];
            if (_isKept is not null && _isKept[i])
            {
                (_created[i], _evaluated[i]) = (stratum.Created, false);
                continue;
            }

            _evaluated[i] = _isRestless[i] || isFirst ? IsRestlessDue(i, stratum, isFirst, nowMoved, paramsMoved, out bool anew) : IsPlainDue(stratum, out anew);
            if (_evaluated[i] && !TryEvaluate(i, stratum, anew, maxCreated - spent))
            {
                return false;
            }

            if (!_isDueExact)
            {
                AdvanceViews(stratum.Targets);
            }
        }

        for (; passed < _created.Length; passed++)
        {
            spent += _created[passed];
        }

        return spent <= maxCreated && (_isDueExact || State.Past.Size <= maxCreated) && (_lattices.Length == 0 || HoldsWithin(maxCreated));
    }

    /// <summary>False when a layer holds more substitutions than lower layers leave of the budget. That may become less while nothing else changes for the layer, and must not depend on which it was.</summary>
    private bool HoldsWithin(long maxCreated)
    {
        long left = maxCreated;
        int passed = 0;
        foreach ((int layer, LatticeStratum lattice) in _lattices)
        {
            for (; passed < layer; passed++)
            {
                left -= _created[passed];
            }

            if (lattice.Held > left)
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryEvaluate(int index, StratumEvaluator stratum, bool anew, long limit)
    {
        if (!stratum.TryEvaluate(anew, limit))
        {
            Problem = stratum.FindBrokenLimit();
            return false;
        }

        if (stratum.HasLimits && stratum.FindBrokenLimit() is { } broken)
        {
            Problem = broken;
            return false;
        }

        _timedAt[index] = Heights.Clock;
        _created[index] = stratum.Created;
        Note(stratum.Targets);
        return true;
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
        _isKept = null;
        RememberEpisodes();
        State.IsDeriving = false;
        for (int i = 0; i < State.Touched.Count; i++)
        {
            State.Touched[i].End();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Commit()
    {
        for (int i = 0; i < State.Touched.Count; i++)
        {
            State.Touched[i].Commit();
        }

        State.Touched.Clear();

        foreach (StratumEvaluator stratum in _remembering)
        {
            stratum.Commit();
        }

        foreach (RuleClock clock in _clocks)
        {
            clock.Commit();
        }

        Wanted.Commit();
        State.Past.Commit();
    }

    public void RollBack()
    {
        State.IsDeriving = false;
        for (int i = 0; i < State.Touched.Count; i++)
        {
            State.Touched[i].RollBack();
        }

        State.Touched.Clear();

        State.Past.RollBack();
        Wanted.RollBack();
        foreach ((Episodes episodes, _) in _episodes)
        {
            episodes.RollBack();
        }

        foreach (RuleClock clock in _clocks)
        {
            clock.RollBack();
        }

        // Before groups look at members again: event times are those of the state before.
        Heights.Forget();
        Array.Fill(_timedAt, -1);
        for (int i = 0; i < _strata.Length; i++)
        {
            _strata[i].RollBack();
            _created[i] = _strata[i].Created;
        }

        foreach (RuleRunner rule in Rules)
        {
            _ = rule.TakeFailures();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RememberEpisodes()
    {
        State.Standing++;
        foreach ((Episodes episodes, int layer) in _episodes)
        {
            if (layer < 0 ? !Wanted.IsFollowed : _evaluated[layer] && !_strata[layer].FollowsEpisodes)
            {
                episodes.Recount();
            }

            if (layer < 0 || _evaluated[layer])
            {
                episodes.Commit();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void NoteGivenChanges()
    {
        for (int i = 0; i < State.Touched.Count; i++)
        {
            Table relation = State.Touched[i];
            ulong columns = relation.ChangedColumns();
            _due.Wake(relation.Predicate.Id, columns);
            if (columns != 0 || (TimesMatter && relation.HasNewTimes()))
            {
                Heights.MarkChanged(relation.Predicate.Id);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Note(Table[] relations)
    {
        foreach (Table relation in relations)
        {
            if (relation.TouchedCount > 0)
            {
                _due.Wake(relation.Predicate.Id, relation.ChangedColumns());
                Heights.MarkChanged(relation.Predicate.Id);
            }
        }
    }
}

using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Heights and event times of derived rows, computed for the layers that are asked for and kept until something below them changes.</summary>
/// <remarks>
/// A given row has height 0; a derived one 1 + the largest height of its premises, in its lowest derivation. Its time is the latest event time among
/// its premises, in the earliest of its lowest derivations. A row's heights become final in rising order (Dijkstra's algorithm on derivations).
/// </remarks>
internal sealed class HeightTable : ITimeSource
{
    private readonly EngineState _state;
    private readonly FixedHeights _fixed;
    private readonly StratumEvaluator[] _strata;
    private readonly RuleRunner[] _rules;
    private readonly int?[] _stratumOf;
    private readonly RowInfo[][] _infos;
    private readonly long[] _computedAt;
    private readonly long[] _changedAt;
    private readonly PriorityQueue<(int Predicate, int Row), int> _queue = new();
    private readonly OfferSink?[] _sinks;
    private long _clock;

    public HeightTable(RulePlan plan, EngineState state, RuleRunner[] rules, StratumEvaluator[] strata)
    {
        _state = state;
        _rules = rules;
        _strata = strata;
        _fixed = new FixedHeights(plan, state);
        _sinks = new OfferSink?[rules.Length];
        _stratumOf = new int?[plan.Predicates.Length];
        _infos = [.. plan.Predicates.Select(static _ => Array.Empty<RowInfo>())];
        _computedAt = new long[plan.Strata.Length];
        _changedAt = new long[plan.Predicates.Length];
        for (int i = 0; i < plan.Strata.Length; i++)
        {
            foreach (int predicate in plan.Strata[i].Predicates)
            {
                _stratumOf[predicate] = i;
            }
        }

        Forget();
    }

    /// <summary>A predicate's rows, or the times of given ones, changed.</summary>
    public void MarkChanged(int predicate) => _changedAt[predicate] = ++_clock;

    /// <summary>Nothing computed before counts any more.</summary>
    public void Forget() => Array.Fill(_computedAt, -1);

    /// <summary>True when something that the layer's heights depend on changed since <paramref name="moment"/>.</summary>
    public bool HasChangedBelow(int stratum, long moment) =>
        _strata[stratum].Stratum.Reads.Any(predicate => _changedAt[predicate] > moment || (_stratumOf[predicate] is { } below && HasChangedBelow(below, moment)));

    /// <summary>Counts changes; grows only.</summary>
    public long Clock => _clock;

    /// <summary>The height of a row of the new state, whose layer must have been <see cref="Ensure">ensured</see>.</summary>
    public int HeightOf(int predicate, int row) => _stratumOf[predicate] is null ? 0 : _fixed.Of(predicate) ?? _infos[predicate][row].Height;

    public long TimeOf(int predicate, int row) => _stratumOf[predicate] is null ? _state.Relations[predicate].TimeOf(row) : _infos[predicate][row].Time;

    public int HeightOf(PlannedRule rule, int[] matched)
    {
        int height = 0;
        for (int i = 0; i < matched.Length; i++)
        {
            height = Math.Max(height, HeightOf(rule.Positives[i], matched[i]));
        }

        return height;
    }

    long ITimeSource.TimeOf(PlannedRule rule, int[] matched)
    {
        if (!rule.NeedsTimes)
        {
            return 0;
        }

        foreach (int predicate in rule.Positives)
        {
            EnsurePredicate(predicate);
        }

        return TimeOf(rule, matched);
    }

    /// <summary>Makes heights of a predicate's rows, and of those below them, known.</summary>
    public void EnsureHeights(int predicate)
    {
        if (_fixed.Of(predicate) is null)
        {
            EnsurePredicate(predicate);
        }
    }

    private void EnsurePredicate(int predicate)
    {
        if (_stratumOf[predicate] is { } stratum)
        {
            Ensure(stratum);
        }
    }

    private void Ensure(int stratum)
    {
        if (!IsStale(stratum))
        {
            return;
        }

        foreach (int predicate in _strata[stratum].Stratum.Reads)
        {
            EnsurePredicate(predicate);
        }

        if (_strata[stratum] is LatticeStratum { IsByBest: false } lattice)
        {
            Compute(lattice);
        }
        else
        {
            Compute(_strata[stratum]);
        }

        _computedAt[stratum] = ++_clock;
    }

    /// <summary>True when the layer, or one below it, changed since its heights were computed.</summary>
    private bool IsStale(int stratum)
    {
        long at = _computedAt[stratum];
        return at < 0 || _strata[stratum].Stratum.Predicates.Any(p => _changedAt[p] > at) || HasChangedBelow(stratum, at);
    }

    private void Compute(StratumEvaluator stratum)
    {
        foreach (Table relation in stratum.Targets)
        {
            Start(relation, stratum is LatticeStratum);
        }

        foreach (int index in stratum.Stratum.Rules)
        {
            RunStarting(_rules[index], stratum);
        }

        while (_queue.TryDequeue(out (int Predicate, int Row) entry, out int height))
        {
            Follow(entry.Predicate, entry.Row, height, stratum);
        }

        foreach (Table relation in stratum.Targets)
        {
            for (int row = 0; row < relation.RowEnd; row++)
            {
                relation.MarkSettled(row, false);
            }
        }

        if (stratum is LatticeStratum)
        {
            PlaceRest(stratum.Targets);
        }
    }

    /// <summary>Combined rows may hold each other up, with no lower support: they come last, all at one height (see <see cref="RowHeights"/>).</summary>
    private void PlaceRest(Table[] targets)
    {
        int last = targets.Max(target => _infos[target.Predicate.Id].Where(static info => info.Height != int.MaxValue).Select(static info => info.Height).DefaultIfEmpty(0).Max());
        foreach (Table target in targets)
        {
            RowInfo[] infos = _infos[target.Predicate.Id];
            for (int row = 0; row < infos.Length; row++)
            {
                if (infos[row].Height == int.MaxValue && target.IsIn(row, RowView.New))
                {
                    infos[row] = new RowInfo(last + 1, _state.NowCell);
                }
            }
        }
    }

    private void Compute(LatticeStratum lattice)
    {
        RowHeights heights = new(_state, (predicate, row) => (HeightOf(predicate, row), TimeOf(predicate, row)));
        Dictionary<Table, Dictionary<int, (int Height, long Time)>> known = heights.Run(lattice.Targets, lattice.ReadRows());
        foreach ((Table relation, Dictionary<int, (int Height, long Time)> rows) in known)
        {
            RowInfo[] infos = _infos[relation.Predicate.Id] = new RowInfo[relation.RowEnd];
            foreach ((int row, (int height, long time)) in rows)
            {
                infos[row] = new RowInfo(height, time);
            }
        }
    }

    /// <param name="relation">A relation of the layer.</param>
    /// <param name="isPart">True when a given row is a part of a row, which has no time of its own.</param>
    private void Start(Table relation, bool isPart)
    {
        RowInfo[] infos = new RowInfo[relation.RowEnd];
        _infos[relation.Predicate.Id] = infos;
        for (int row = 0; row < relation.RowEnd; row++)
        {
            infos[row] = new RowInfo(int.MaxValue, long.MaxValue);
            if (relation.IsIn(row, RowView.New) && relation.IsGiven(row))
            {
                Offer(relation, row, 0, isPart ? 0 : relation.TimeOf(row));
            }
        }
    }

    /// <summary>Rules that read nothing of their own layer give their heights at once.</summary>
    private void RunStarting(RuleRunner rule, StratumEvaluator stratum)
    {
        long failures = rule.Frame.Failures;
        if (rule.Rule.IsGrouped)
        {
            CollectSink sink = new(new PlannedSlots(rule.Rule.BoundInBody), null);
            rule.RunWhole(sink);
            foreach (GroupRow row in new GroupTransforms(rule, this).Run(sink.ToDistinct(), rule.Frame))
            {
                OfferGroup(rule, row);
            }
        }
        else if (!rule.Rule.Reads.Any(id => stratum.Stratum.Predicates.Contains(id)))
        {
            rule.RunWhole(SinkOf(rule));
        }

        rule.Frame.Failures = failures;
    }

    private void OfferGroup(RuleRunner rule, GroupRow group)
    {
        Value[] head = new Value[rule.Rule.Head.Length], kept = rule.Frame.Slots;
        rule.Frame.Slots = group.Slots;
        bool succeeds = rule.TryHeadRow(rule.Frame, head);
        rule.Frame.Slots = kept;
        if (succeeds)
        {
            OfferRow(rule.Target, rule.Target.Find(head, _state.Interner), group.Members.Max(m => HeightOf(rule.Rule, m.Matched)), group.Members.Max(m => TimeOf(rule.Rule, m.Matched)));
        }
    }

    /// <summary>The row's height is final; what follows from it and rows like it is not yet.</summary>
    private void Follow(int predicate, int row, int height, StratumEvaluator stratum)
    {
        Table relation = _state.Relations[predicate];
        if (relation.IsIn(row, RowView.Settled) || _infos[predicate][row].Height != height)
        {
            return;
        }

        relation.MarkSettled(row, true);
        foreach (int index in stratum.Stratum.IsRecursive ? stratum.Stratum.Rules : [])
        {
            RuleRunner rule = _rules[index];
            foreach (DeltaRunner delta in rule.Rule.IsGrouped ? [] : rule.Deltas)
            {
                if (delta.Predicate == predicate)
                {
                    RunSettled(rule, delta, row, stratum);
                }
            }
        }
    }

    private void RunSettled(RuleRunner rule, DeltaRunner delta, int row, StratumEvaluator stratum)
    {
        long failures = rule.Frame.Failures;
        Frame frame = rule.See(RowView.New, SinkOf(rule));
        foreach (DeltaRunner other in rule.Deltas)
        {
            if (stratum.Stratum.Predicates.Contains(other.Predicate))
            {
                frame.Views[other.Literal] = RowView.Settled;
            }
        }

        delta.RunRow(frame, row);
        frame.Failures = failures;
    }

    /// <param name="target">The relation of a head.</param>
    /// <param name="row">-1 for a head that is no row: a part of a combined row that is not the best.</param>
    /// <param name="premises">The largest height of the premises.</param>
    /// <param name="time">The latest time of the premises.</param>
    private void OfferRow(Table target, int row, int premises, long time)
    {
        if (row >= 0 && target.IsIn(row, RowView.New))
        {
            Offer(target, row, premises + 1, time);
        }
    }

    private void Offer(Table relation, int row, int height, long time)
    {
        ref RowInfo info = ref _infos[relation.Predicate.Id][row];
        if (height < info.Height)
        {
            info = new RowInfo(height, time);
            _queue.Enqueue((relation.Predicate.Id, row), height);
        }
        else if (height == info.Height && time < info.Time)
        {
            info = info with { Time = time };
        }
    }

    private OfferSink SinkOf(RuleRunner rule) => _sinks[rule.Rule.Index] ??= new OfferSink(rule, this);

    private long TimeOf(PlannedRule rule, int[] matched)
    {
        long time = matched.Length == 0 ? 0 : long.MinValue;
        for (int i = 0; i < matched.Length; i++)
        {
            time = Math.Max(time, TimeOf(rule.Positives[i], matched[i]));
        }

        return time;
    }

    private readonly record struct RowInfo(int Height, long Time);

    private sealed class OfferSink(RuleRunner rule, HeightTable owner) : ISolutionSink
    {
        /// <summary>Null for a plain head.</summary>
        private readonly PartCells? _parts = NumberCombiner.Of(rule.Target.Predicate) is { IsBest: true } combiner ? new PartCells(rule, combiner, owner._state) : null;

        public void Accept(Frame frame)
        {
            if (rule.TryHeadCells(frame) && (_parts is null || _parts.TryPlace(frame)))
            {
                owner.OfferRow(rule.Target, rule.Target.Find(frame.Head), owner.HeightOf(rule.Rule, frame.Matched), owner.TimeOf(rule.Rule, frame.Matched));
            }
        }
    }
}

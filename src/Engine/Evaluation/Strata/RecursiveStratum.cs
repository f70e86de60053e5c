using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>A recursive layer, kept as a set: follows what is added, semi-naive a row at a time, and is computed anew when something that it rests on goes.</summary>
/// <remarks>
/// A row enters the new state when it leaves the queue, and is then joined with the rows that entered before it; so each substitution is
/// found when the last of its rows enters. Rows that came back unchanged are no change to anyone above.
/// </remarks>
internal sealed class RecursiveStratum : StratumEvaluator
{
    private readonly Budget _budget = new();
    private readonly PendingRows _pending = new();
    private readonly (RuleRunner Rule, FoundSink Sink)[] _starting;
    private readonly (RuleRunner Rule, DeltaRunner Delta, FoundSink Sink)[] _entering;

    /// <summary>Inputs that a denial or a group reads.</summary>
    private readonly HashSet<Table> _mustStay;

    /// <summary>By target.</summary>
    private readonly (DeltaRunner Delta, FoundSink Sink)[][] _following;

    public RecursiveStratum(PlannedStratum stratum, EngineState state, RuleRunner[] rules, ITimeSource times)
        : base(stratum, state, rules, times)
    {
        bool ReadsLayer(RuleRunner rule) => rule.Rule.Reads.Any(id => stratum.Predicates.Contains(id));
        _starting = [.. Plain.Where(rule => !ReadsLayer(rule)).Select(rule => (rule, new FoundSink(rule, this)))];
        (RuleRunner Rule, FoundSink Sink)[] recursive = [.. Plain.Where(ReadsLayer).Select(rule => (rule, new FoundSink(rule, this)))];
        _entering = [.. from pair in _starting.Concat(recursive)
                        from delta in pair.Rule.Deltas
                        where !stratum.Predicates.Contains(delta.Predicate) && !delta.IsNegated
                        select (pair.Rule, delta, pair.Sink)];
        _mustStay = [.. rules.SelectMany(static r => r.Deltas.Where(d => d.IsNegated || r.Rule.IsGrouped)).Select(d => state.Relations[d.Predicate])];
        _following = [.. Targets.Select(target => (from pair in recursive
                                                   from delta in pair.Rule.Deltas
                                                   where delta.Predicate == target.Predicate.Id
                                                   select (delta, pair.Sink)).ToArray())];
        foreach (RuleRunner rule in rules)
        {
            rule.Prepare();
            Array.ForEach(rule.Deltas, static delta => delta.PrepareAdding());
        }
    }

    public override bool TryEvaluate(bool anew, long limit)
    {
        bool done;
        if (!anew && OnlyGrows())
        {
            _budget.Reset(limit - Created);
            done = TryAddChanges() && TryFollow();
        }
        else
        {
            _budget.Reset(limit);
            ForgetDerivations();
            HideTargets();
            done = TryStart() && TryFollow();
        }

        SettleRest();
        SettleTargets();
        return done && Created <= limit;
    }

    /// <summary>True when nothing that a row rests on went: no row of the layer or its inputs, and nothing that a denial or a group reads changed.</summary>
    private bool OnlyGrows()
    {
        foreach (Table target in Targets)
        {
            if (target.TouchedCount > 0 && target.HasLost())
            {
                return false;
            }
        }

        foreach (Table input in Inputs)
        {
            if (input.TouchedCount > 0 && input.HasChanged() && (_mustStay.Contains(input) || input.HasLost()))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Joins what was added with everything else; what is already there is found again and changes nothing.</summary>
    private bool TryAddChanges()
    {
        for (int number = 0; number < Targets.Length; number++)
        {
            Table target = Targets[number];
            for (int i = 0; i < target.TouchedCount; i++)
            {
                if (target.ViewOf(target.TouchedRow(i)) == RowView.New)
                {
                    _pending.Push(number, target.TouchedRow(i));
                }
            }
        }

        foreach ((_, DeltaRunner delta, FoundSink sink) in _entering)
        {
            delta.RunAdded(sink);
            if (_budget.IsExceeded)
            {
                return false;
            }
        }

        return true;
    }

    private void HideTargets()
    {
        for (int number = 0; number < Targets.Length; number++)
        {
            Table target = Targets[number];
            for (int row = 0; row < target.RowEnd; row++)
            {
                if (target.IsGiven(row))
                {
                    _pending.Push(number, row);
                }

                target.Hide(row);
            }
        }
    }

    /// <summary>After an early end: rows still queued, given ones among them, must not stay hidden.</summary>
    private void SettleRest()
    {
        while (_pending.TryPop(out int target, out int row))
        {
            Targets[target].Settle(row);
        }
    }

    private bool TryStart()
    {
        foreach ((RuleRunner rule, FoundSink sink) in _starting)
        {
            rule.RunWhole(sink);
            if (_budget.IsExceeded)
            {
                return false;
            }
        }

        foreach (GroupMaintainer group in Groups)
        {
            if (!group.TryRebuild(_budget))
            {
                return false;
            }

            foreach (long[] row in group.Contributions())
            {
                Found(group.Rule, NumberOf(group.Rule.Target), row);
            }
        }

        return !_budget.IsExceeded;
    }

    private bool TryFollow()
    {
        while (_pending.TryPop(out int target, out int row))
        {
            Targets[target].Settle(row);
            foreach ((DeltaRunner delta, FoundSink sink) in _following[target])
            {
                delta.RunFollowing(sink, row);
                if (_budget.IsExceeded)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool Found(RuleRunner rule, int number, ReadOnlySpan<long> cells)
    {
        Table target = Targets[number];
        int row = target.FindOrAdd(cells);
        if (target.SupportOf(row) != 0)
        {
            return true;
        }

        target.SetSupport(row, 1);
        rule.Log(1, row);
        if (target.IsGiven(row))
        {
            return true;
        }

        _pending.Push(number, row);
        return _budget.TrySpend();
    }

    private int NumberOf(Table target) => Array.IndexOf(Targets, target);

    /// <summary>Derives a row from each substitution.</summary>
    private sealed class FoundSink(RuleRunner rule, RecursiveStratum owner) : HeadSink
    {
        private readonly int _target = owner.NumberOf(rule.Target);

        public override void Accept(Frame frame)
        {
            if (rule.TryHeadCells(frame))
            {
                AcceptHead(frame);
            }
            else
            {
                frame.Failures++;
            }
        }

        public override void AcceptHead(Frame frame) => frame.IsStopped |= !owner.Found(rule, _target, frame.Head);
    }
}

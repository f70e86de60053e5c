using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>A recursive layer, kept as a set: follows what is added, semi-naive a row at a time, and searches for other support of what loses some.</summary>
/// <remarks>
/// A row's support is its rank: the place in the order in which the rows of the layer were found, from 1. A row enters the new state when it leaves the
/// queue, and is then joined with the rows that entered before it; so each substitution is found when the last of its rows enters. Rows that came back
/// unchanged are no change to anyone above. Computed anew: when time or a parameter that it reads moved, when a deletion reaches so far that starting over is
/// cheaper, and when a rule with a group derives into the layer and something goes.
/// </remarks>
internal sealed class RecursiveStratum : StratumEvaluator
{
    /// <summary>A deletion may work on this many times the rows that the layer has before starting over is thought cheaper; measured in ADR 66.</summary>
    private const int Patience = 2;

    /// <summary>Below this nothing is gained by starting over.</summary>
    private const int LeastPatience = 1000;

    /// <summary>Ranks start over, with the layer, before they run out.</summary>
    private const int LastRank = int.MaxValue / 2;

    private readonly Budget _budget = new();
    private readonly PendingRows _pending = new();
    private readonly LayerRules _rules;
    private readonly LayerDeletion _deletion;
    private readonly Func<LayerRule, int, bool> _enter;

    /// <summary>Inputs that a denial or a group reads.</summary>
    private readonly HashSet<Table> _mustStay;

    /// <summary>By target: how many more rows its limit allows; null when no target has one.</summary>
    private readonly Budget[]? _limits;
    private int _rank;
    private int _rankBefore;

    public RecursiveStratum(PlannedStratum stratum, EngineState state, RuleRunner[] rules, ITimeSource times)
        : base(stratum, state, rules, times)
    {
        _rules = new LayerRules(Plain, Targets, state);
        _deletion = new LayerDeletion(_rules, Targets);
        foreach (LayerRule rule in _rules.All)
        {
            rule.Found = new FoundSink(rule, this);
        }

        _limits = HasLimits ? [.. Targets.Select(static _ => new Budget())] : null;
        _enter = (rule, row) => TryEnter(rule.Runner, rule.Target, row);
        _mustStay = [.. rules.SelectMany(static r => r.Deltas.Where(d => d.IsNegated || r.Rule.IsGrouped)).Select(d => state.Relations[d.Predicate])];
    }

    public override bool FollowsClocks => Groups.Length == 0;

    public override bool TryEvaluate(bool anew, long limit)
    {
        bool done = !anew && _rank < LastRank && TryDelete() ? TryAdd(limit) : TryRebuild(limit);
        SettleRest();
        SettleTargets();
        return done && Created <= limit;
    }

    public override void Commit()
    {
        base.Commit();
        _rankBefore = _rank;
    }

    public override void RollBack()
    {
        base.RollBack();
        _rank = _rankBefore;
    }

    /// <summary>Takes away what lost its support; false when the layer must be computed anew.</summary>
    private bool TryDelete() => Groups.Length > 0 ? OnlyGrows() : _deletion.TryRun(LeastPatience + (Patience * Created));

    private bool TryAdd(long limit)
    {
        _budget.Reset(limit - Created);
        ResetLimits(anew: false);
        _deletion.FindAgain(_enter);
        bool done = !_budget.IsExceeded && TryAddChanges() && TryFollow();
        _deletion.Log();
        return done;
    }

    private bool TryRebuild(long limit)
    {
        _budget.Reset(limit);
        ResetLimits(anew: true);
        _rank = 0;
        ForgetDerivations();
        HideTargets();
        return TryStart() && TryFollow();
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

        foreach (LayerRule rule in _rules.All)
        {
            foreach (DeltaRunner delta in rule.Outer)
            {
                delta.RunGained(rule.Found);
                if (_budget.IsExceeded)
                {
                    return false;
                }
            }

            rule.Runner.Clock?.RunGained(rule.Found);
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
        foreach (LayerRule rule in _rules.All)
        {
            if (rule.IsBase)
            {
                rule.Runner.RunWhole(rule.Found);
            }

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

            foreach (int row in group.Rows)
            {
                _ = TryEnter(group.Rule, Array.IndexOf(Targets, group.Rule.Target), row);
            }
        }

        return !_budget.IsExceeded;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryFollow()
    {
        while (_pending.TryPop(out int target, out int row))
        {
            Targets[target].Settle(row);
            foreach ((LayerRule rule, DeltaRunner delta) in _rules.Reading(target))
            {
                delta.RunFollowing(rule.Found, row);
                if (_budget.IsExceeded)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Ranks a derived row that has no rank, and has it followed unless it is there already, being given. False when the budget is spent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryEnter(RuleRunner rule, int number, int row)
    {
        Table target = Targets[number];
        if (target.SupportOf(row) != 0)
        {
            return true;
        }

        target.SetSupport(row, ++_rank);
        rule.Log(1, row);
        if (target.IsGiven(row))
        {
            return true;
        }

        _pending.Push(number, row);
        return _limits is null ? _budget.TrySpend() : TrySpendBoth(_limits[number]);
    }

    /// <summary>A limit that is reached ends the evaluation as a spent budget does.</summary>
    private bool TrySpendBoth(Budget limit)
    {
        if (!limit.TrySpend())
        {
            _budget.Reset(-1);
        }

        return _budget.TrySpend();
    }

    private void ResetLimits(bool anew)
    {
        for (int i = 0; i < (_limits?.Length ?? 0); i++)
        {
            long rows = Targets[i].Predicate is { LimitsDerived: true, Promises.Limit: { } limit } ? limit.Rows : long.MaxValue / 2;
            _limits![i].Reset(anew ? rows : rows - Targets[i].DerivedCount);
        }
    }

    /// <summary>Derives a row from each substitution.</summary>
    private sealed class FoundSink(LayerRule rule, RecursiveStratum owner) : HeadSink
    {
        public override void Accept(Frame frame)
        {
            if (rule.Runner.TryHeadCells(frame))
            {
                AcceptHead(frame);
            }
            else
            {
                frame.Failures++;
            }
        }

        public override void AcceptHead(Frame frame) => frame.IsStopped |= !owner.TryEnter(rule.Runner, rule.Target, rule.Runner.Target.FindOrAdd(frame.Head));
    }
}

using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>A layer without recursion: every row knows how many derivations it has, and changes of inputs change the counts.</summary>
internal sealed class CountingStratum : StratumEvaluator
{
    /// <summary>A transaction may create more rows on the way than remain in the end; beyond this many more the layer is computed anew instead.</summary>
    private const long Headroom = 1_000_000;

    private readonly Budget _budget = new();
    private readonly (RuleRunner Rule, CountSink Sink)[] _plain;

    /// <summary>Those of <see cref="_plain"/> that time or their own memory may set going.</summary>
    private readonly (RuleRunner Rule, CountSink Sink)[] _timed;

    /// <summary>Joins of several rules that begin alike.</summary>
    private readonly SharedRunner[] _shared;

    /// <summary>The joins of <see cref="_plain"/> that are not shared, rule by rule.</summary>
    private readonly (Table Relation, DeltaRunner Delta, CountSink Sink)[] _joins;

    public CountingStratum(PlannedStratum stratum, EngineState state, RuleRunner[] rules, ITimeSource times)
        : base(stratum, state, rules, times)
    {
        FollowsClocks = Array.TrueForAll(rules, static rule => rule.Clock is null || (rule.Episodes is null && (!rule.Rule.IsGrouped || rule.Members is not null)));
        _plain = [.. Plain.Select(rule => (rule, new CountSink(rule, _budget)))];
        _timed = [.. _plain.Where(static pair => pair.Rule.Clock is not null || pair.Rule.Episodes is not null)];
        foreach (RuleRunner rule in rules)
        {
            rule.Prepare();
            Array.ForEach(rule.Deltas, static delta => delta.PrepareCounting());
        }

        _shared = [.. stratum.Shared.Select(join => new SharedRunner(join, index => Array.Find(_plain, pair => pair.Rule.Rule.Index == index), state)).Where(static join => join.IsEmitted)];
        HashSet<DeltaRunner> replaced = [.. _shared.SelectMany(static join => join.Replaced)];
        _joins = [.. _plain.SelectMany(static pair => pair.Rule.Deltas.Select(delta => (delta.Relation, Delta: delta, pair.Sink))).Where(join => !replaced.Contains(join.Delta))];
    }

    public override bool FollowsClocks { get; }

    public override bool FollowsEpisodes => true;

    public override bool Remembers => Groups.Length > 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TryEvaluate(bool anew, long limit)
    {
        bool done = anew ? TryRebuild(limit) : TryApplyChanges(limit) || TryRebuild(limit);
        SettleTargets();
        return done && Created <= limit;
    }

    /// <summary>False when too many rows came on the way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryApplyChanges(long limit)
    {
        _budget.Reset(Math.Max(limit, Headroom));
        if (_timed.Length > 0 && !TryApplyTime())
        {
            return false;
        }

        foreach (ref readonly (Table Relation, DeltaRunner Delta, CountSink Sink) join in _joins.AsSpan())
        {
            if (join.Relation.TouchedCount == 0)
            {
                continue;
            }

            join.Delta.RunChanged(join.Sink);
            if (_budget.IsExceeded)
            {
                return false;
            }
        }

        foreach (SharedRunner join in _shared)
        {
            join.RunChanged();
            if (_budget.IsExceeded)
            {
                return false;
            }
        }

        foreach (GroupMaintainer group in Groups)
        {
            group.ApplyChanges();
        }

        return true;
    }

    /// <summary>First what time and episodes change on the state before: so no count is ever less than nothing.</summary>
    private bool TryApplyTime()
    {
        foreach ((RuleRunner rule, CountSink sink) in _timed)
        {
            rule.Clock?.RunDue(sink);
            rule.Episodes?.RunBegun(sink);
            if (_budget.IsExceeded)
            {
                return false;
            }
        }

        return true;
    }

    private bool TryRebuild(long limit)
    {
        ForgetDerivations();
        _budget.Reset(limit);
        foreach ((RuleRunner rule, CountSink sink) in _plain)
        {
            sink.Sign = 1;
            rule.Episodes?.Forget();
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

            foreach (int row in group.Rows)
            {
                group.Contribute(row, 1);
            }
        }

        return true;
    }
}

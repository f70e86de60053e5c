using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Brings the relations of one layer up to date with a transaction.</summary>
internal abstract class StratumEvaluator
{
    /// <summary>The relation of a layer that has but one and no groups.</summary>
    private readonly Table? _only;

    protected StratumEvaluator(PlannedStratum stratum, EngineState state, RuleRunner[] rules, ITimeSource times)
    {
        Stratum = stratum;
        Targets = [.. stratum.Predicates.Select(id => state.Relations[id])];
        Inputs = [.. stratum.Reads.Select(id => state.Relations[id])];
        InputReads = [.. stratum.Reads.Select(id => ColumnsRead(rules, id))];
        Plain = [.. rules.Where(static r => !r.Rule.IsGrouped)];
        Groups = [.. rules.Where(static r => r.Rule.IsGrouped).Select(rule => GroupMaintainer.Of(rule, times))];
        Clocks = [.. rules.Select(static r => r.Clock).OfType<RuleClock>()];
        _only = Targets.Length == 1 && Groups.Length == 0 ? Targets[0] : null;
        HasLimits = Array.Exists(Targets, static target => target.Predicate.LimitsDerived);
    }

    public PlannedStratum Stratum { get; }

    public Table[] Targets { get; }

    /// <summary>Relations of lower layers that the rules read.</summary>
    public Table[] Inputs { get; }

    /// <summary>By input: the columns that the rules read. A row replaced in others alone does not touch the layer.</summary>
    public ulong[] InputReads { get; }

    /// <summary>True when some predicate of the layer may have so many derived rows only.</summary>
    public bool HasLimits { get; }

    /// <summary>The columns of a predicate of a lower layer that the rules read; null when they do not read it.</summary>
    public ulong? ColumnsReadOf(int predicate)
    {
        int input = Array.FindIndex(Inputs, table => table.Predicate.Id == predicate);
        return input < 0 ? null : InputReads[input];
    }

    /// <summary>False when it keeps no more of a transaction than its relations do, and need not hear that one stands.</summary>
    public virtual bool Remembers => true;

    /// <summary>Of the rules that read <c>now</c>.</summary>
    public RuleClock[] Clocks { get; }

    /// <summary>True when rows that are due change what they must; otherwise the layer is computed anew when some are.</summary>
    public virtual bool FollowsClocks => false;

    /// <summary>True when rules with a memory tell it what came and went; otherwise the layer is computed anew whenever something moves, and the memory with it.</summary>
    public virtual bool FollowsEpisodes => false;

    protected RuleRunner[] Plain { get; }

    protected GroupMaintainer[] Groups { get; }

    /// <summary>Facts created by this layer in the new state, and substitutions that its groups hold.</summary>
    public virtual long Created
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => _only is { } only ? only.DerivedCount : CreatedInAll();
    }

    /// <summary>Evaluates the layer; false when it created more than <paramref name="limit"/>.</summary>
    /// <param name="anew">True when rows must be computed from nothing: the first time, and when time or a parameter moved.</param>
    /// <param name="limit">What lower layers left of the budget.</param>
    public abstract bool TryEvaluate(bool anew, long limit);

    /// <summary>What is said of the first predicate of the layer that has more derived rows than its limit; null when none has.</summary>
    public BrokenPromise? FindBrokenLimit()
    {
        foreach (Table target in Targets)
        {
            if (target.Predicate is { LimitsDerived: true, Promises.Limit: { } limit } && target.DerivedCount > limit.Rows)
            {
                return limit.BrokenBy(target.Predicate.Name);
            }
        }

        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public virtual void Commit()
    {
        foreach (GroupMaintainer group in Groups)
        {
            group.Commit();
        }
    }

    public virtual void RollBack()
    {
        foreach (GroupMaintainer group in Groups)
        {
            group.RollBack();
        }
    }

    private long CreatedInAll()
    {
        long created = 0;
        foreach (Table target in Targets)
        {
            created += target.DerivedCount;
        }

        foreach (GroupMaintainer group in Groups)
        {
            created += group.Members;
        }

        return created;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void SettleTargets()
    {
        foreach (Table target in Targets)
        {
            target.SettleTouched();
        }
    }

    private static ulong ColumnsRead(RuleRunner[] rules, int predicate)
    {
        ulong read = 0;
        foreach (DeltaRunner delta in rules.SelectMany(static r => r.Deltas).Where(delta => delta.Predicate == predicate))
        {
            read |= delta.ReadColumns;
        }

        return read;
    }

    /// <summary>Forgets every derivation of the layer; what is given stays.</summary>
    protected void ForgetDerivations()
    {
        foreach (Table target in Targets)
        {
            for (int row = 0; row < target.RowEnd; row++)
            {
                if (target.SupportOf(row) != 0)
                {
                    target.SetSupport(row, 0);
                }
            }
        }
    }
}

using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>What declarations promise of the state that a transaction leaves. Limits of derived predicates are kept while they are derived.</summary>
internal sealed class StatePromises
{
    private readonly PromiseCheck[] _checks;

    private StatePromises(PromiseCheck[] checks)
    {
        _checks = checks;
    }

    /// <summary>Null when nothing is promised: then a transaction pays nothing.</summary>
    public static StatePromises? Of(RulePlan plan, EngineState state)
    {
        PromiseCheck[] checks = [.. plan.Predicates.Where(static p => p.Promises is not null).SelectMany(p => ChecksOf(p, p.Promises!, state))];
        return checks.Length == 0 ? null : new StatePromises(checks);
    }

    /// <summary>The first promise, by predicate and by place in its declaration, that the new state breaks; null when it keeps them all.</summary>
    public BrokenPromise? FindBroken()
    {
        foreach (PromiseCheck check in _checks)
        {
            if (check.IsBroken())
            {
                return check.Tell();
            }
        }

        return null;
    }

    /// <summary>The transaction stands.</summary>
    public void End()
    {
        foreach (PromiseCheck check in _checks)
        {
            check.End();
        }
    }

    private static IEnumerable<PromiseCheck> ChecksOf(PlannedPredicate predicate, PlannedPromises promises, EngineState state)
    {
        Table table = state.Relations[predicate.Id];
        foreach (PlannedFundep fundep in promises.Fundeps)
        {
            yield return new FundepCheck(fundep, table, state.Interner);
        }

        foreach (PlannedInclusion inclusion in promises.Inclusions)
        {
            yield return new InclusionCheck(inclusion, table, state.Relations[inclusion.Inclusion.Predicate], state.Interner);
        }

        if (promises.Limit is { } limit && !predicate.LimitsDerived)
        {
            yield return new LimitCheck(limit, table);
        }
    }
}

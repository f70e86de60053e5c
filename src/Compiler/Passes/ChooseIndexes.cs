using System.Collections.Immutable;
using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Compiler;

/// <summary>Fifth pass: gives every lookup by some, not all, columns an index; equal column sets share one. A declared key has an index too, and so has what identifies a combined row, and what promises are checked by.</summary>
internal sealed class ChooseIndexes
{
    private readonly List<ImmutableArray<int>>[] _indexes;

    private ChooseIndexes(RulePlan plan)
    {
        _indexes = [.. plan.Predicates.Select(static _ => new List<ImmutableArray<int>>())];
    }

    public static RulePlan Run(RulePlan plan)
    {
        ChooseIndexes pass = new(plan);
        foreach (PlannedPredicate predicate in plan.Predicates.Where(static p => !p.Key.IsEmpty && p.Key.Length < p.Arity))
        {
            _ = pass.IndexOn(predicate.Id, [.. predicate.Key.Order()], predicate.Arity);
        }

        foreach (PlannedPredicate predicate in plan.Predicates.Where(static p => p.IsCombined && p.IsDerived))
        {
            int combined = predicate.Tag?.Column ?? predicate.Merge!.Column;
            _ = pass.IndexOn(predicate.Id, [.. Enumerable.Range(0, predicate.Arity).Where(column => column != combined)], predicate.Arity);
        }

        ImmutableArray<PlannedRule> rules = [.. plan.Rules.Select(pass.Choose)];
        ImmutableArray<PlannedPredicate> predicates = [.. plan.Predicates.Select(p => p.Promises is { } promises ? p with { Promises = pass.Choose(p, promises, plan) } : p)];
        return plan with { Rules = rules, Predicates = [.. predicates.Select(p => p with { Indexes = [.. pass._indexes[p.Id]] })] };
    }

    private PlannedRule Choose(PlannedRule rule) => rule with
    {
        Whole = Choose(rule.Whole),
        Goal = Choose(rule.Goal),
        Group = Choose(rule.Group),
        Deltas = [.. rule.Deltas.Select(Choose)],
    };

    private PlannedPromises Choose(PlannedPredicate predicate, PlannedPromises promises, RulePlan plan) => promises with
    {
        Fundeps = [.. promises.Fundeps.Select(f => f with { Index = IndexOn(predicate.Id, f.Fundep.Source, predicate.Arity) })],
        Inclusions = [.. promises.Inclusions.Select(i => i with
        {
            OwnIndex = IndexOn(predicate.Id, i.OwnColumns, predicate.Arity),
            OtherIndex = IndexOn(i.Inclusion.Predicate, i.OtherColumns, plan.Predicates[i.Inclusion.Predicate].Arity),
        })],
    };

    private DeltaJoin Choose(DeltaJoin delta) => delta with
    {
        Steps = Choose(delta.Steps),
        Index = delta.IsNegated ? IndexOn(delta.Predicate, delta.DeniedColumns, delta.Pattern.Arity) : null,
    };

    private ImmutableArray<PlanStep> Choose(ImmutableArray<PlanStep> steps) => [.. steps.Select(Choose)];

    private PlanStep Choose(PlanStep step) => step switch
    {
        MatchRows match => match with { Index = IndexOn(match.Predicate, match.Pattern.KeyColumns, match.Pattern.Arity) },
        RequireAbsent absent => absent with { Index = IndexOn(absent.Predicate, absent.Pattern.KeyColumns, absent.Pattern.Arity) },
        _ => step,
    };

    private int? IndexOn(int predicate, ImmutableArray<int> columns, int arity)
    {
        if (columns.IsEmpty || columns.Length == arity)
        {
            return null;
        }

        int found = _indexes[predicate].FindIndex(index => index.AsSpan().SequenceEqual(columns.AsSpan()));
        if (found >= 0)
        {
            return found;
        }

        _indexes[predicate].Add(columns);
        return _indexes[predicate].Count - 1;
    }
}

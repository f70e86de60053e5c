using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Evaluates one stratum from scratch, in rounds of growing height.</summary>
/// <remarks>
/// <para>
/// Round h derives exactly the facts whose lowest derivation has height h + 1. A rule instance whose highest premise has height h fires in round h and
/// in no other: the first of its highest premises is the <em>delta</em> literal (rows of height h), literals before it in source order take rows
/// below h, literals after it rows up to h. So no instance is seen twice, and the first time a fact appears is at its minimal height.
/// </para>
/// <para>
/// Grouped rules read only lower strata; they are evaluated before round 0 and each result waits for the round of its height.
/// </para>
/// </remarks>
internal sealed class StratumEvaluator(IReadOnlyList<PreparedRule> rules, EvaluationContext context, Budget budget, DerivedLimits limits, long[] failures)
{
    private readonly SortedDictionary<int, List<GroupResult>> _waiting = [];

    /// <summary>Fills the relations of the stratum's predicates, which hold their given rows. False when the budget is spent.</summary>
    public bool TryRun()
    {
        foreach (PreparedRule rule in rules.Where(static r => r.Rule.IsGrouped))
        {
            RunGrouped(rule);
        }

        for (int height = 0; !budget.IsExceeded && height <= LastHeight(); height++)
        {
            AddWaiting(height);
            RunRound(height);
        }

        return !budget.IsExceeded;
    }

    /// <summary>The greatest height at which something may still fire. Rules without positive literals fire in round 0.</summary>
    private int LastHeight()
    {
        int last = 0;
        foreach (PreparedRule rule in rules)
        {
            foreach (BoundAtom atom in rule.Positives)
            {
                last = Math.Max(last, context.Relations[atom.Predicate].MaxHeight);
            }
        }

        return _waiting.Count == 0 ? last : Math.Max(last, _waiting.Keys.Last());
    }

    private void AddWaiting(int height)
    {
        if (_waiting.Remove(height, out List<GroupResult>? results))
        {
            foreach (GroupResult result in results)
            {
                if (context.Relations[result.Predicate].TryAdd(result.Row, height, result.Time))
                {
                    budget.TrySpend();
                    limits.Check(result.Predicate, context.Relations[result.Predicate]);
                }
            }
        }
    }

    private void RunRound(int height)
    {
        foreach (PreparedRule rule in rules)
        {
            if (rule.Rule.IsGrouped)
            {
                continue;
            }

            Frame frame = rule.NewFrame(context, new HeadSink(rule, context.Relations[rule.Rule.HeadPredicate], height + 1, budget, limits));
            if (rule.Positives.IsEmpty && height == 0)
            {
                rule.Whole.Run(frame);
            }

            for (int delta = 0; delta < rule.Positives.Length && !frame.IsStopped; delta++)
            {
                if (TrySetRanges(rule, frame, delta, height))
                {
                    rule.ByDelta(delta).Run(frame);
                }
            }

            failures[rule.Rule.Index] += frame.Failures;
        }
    }

    /// <summary>False when a literal has no row in its range: nothing can fire.</summary>
    private bool TrySetRanges(PreparedRule rule, Frame frame, int delta, int height)
    {
        for (int i = 0; i < rule.Positives.Length; i++)
        {
            Relation relation = context.Relations[rule.Positives[i].Predicate];
            int below = relation.StartOf(height), upTo = relation.StartOf(height + 1);
            frame.Ranges[i] = i < delta ? new RowRange(0, below) : i == delta ? new RowRange(below, upTo) : new RowRange(0, upTo);
            if (frame.Ranges[i].IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    private void RunGrouped(PreparedRule rule)
    {
        CollectSink sink = new(rule, budget);
        Frame frame = rule.NewFrame(context, sink);
        Ranges.SetWhole(rule, frame);
        rule.Whole.Run(frame);
        if (!budget.IsExceeded)
        {
            KeepResults(rule, GroupEvaluator.Run(rule.Rule, sink.ToDistinct(), frame), frame);
        }

        failures[rule.Rule.Index] += frame.Failures;
    }

    private void KeepResults(PreparedRule rule, List<GroupRow> rows, Frame frame)
    {
        foreach (GroupRow row in rows)
        {
            Value[] head = new Value[rule.Rule.Head.Length];
            frame.Slots = row.Slots;
            if (!RuleHead.TryBuildRow(rule.Rule, frame, head))
            {
                frame.Failures++;
                continue;
            }

            int height = row.Height + 1;
            if (!_waiting.TryGetValue(height, out List<GroupResult>? results))
            {
                _waiting[height] = results = [];
            }

            results.Add(new GroupResult(rule.Rule.HeadPredicate, head, row.Time));
        }
    }

    private readonly record struct GroupResult(int Predicate, Value[] Row, long Time);
}

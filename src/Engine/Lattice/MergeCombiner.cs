using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Merges the distinct values of one column, from the smallest on: merge(merge(v1, v2), v3)…</summary>
internal sealed class MergeCombiner(PlannedPredicate predicate, BoundMerge merge, RuleEvaluator evaluator) : RowCombiner(predicate, merge.Column)
{
    private readonly SmallestSink _smallest = new();

    public override string How => $"merge {merge.Name}";

    public override Value? Combine(IReadOnlyList<RowPart> parts, out ProofSet? proofs)
    {
        proofs = null;
        Value[] values = [.. Values(parts).Distinct()];
        Value merged = values[0];
        foreach (Value value in values.AsSpan(1))
        {
            merged = Merge(merged, value) ?? throw new BrokenPromiseException(EvaluationDiagnostics.NoMergedValue, How, merged, value, Predicate.Name);
        }

        return merged;
    }

    private Value? Merge(Value a, Value b)
    {
        if (merge.Function is { } function)
        {
            return function.TryApply([a, b], out Value value) ? value : null;
        }

        _smallest.Value = null;
        foreach (int index in merge.Rules)
        {
            Run(evaluator.Rules[index], a, b);
        }

        return _smallest.Value;
    }

    private void Run(RuleRunner rule, Value a, Value b)
    {
        long failures = rule.Frame.Failures;
        int first = ((BoundVariable)rule.Rule.Head[0]).Slot, second = ((BoundVariable)rule.Rule.Head[1]).Slot;
        _smallest.Rule = rule;
        Frame frame = rule.See(RowView.New, _smallest);
        (frame.Slots[first], frame.Slots[second]) = (a, b);
        rule.Whole.Run(frame);
        rule.Frame.Failures = failures;
    }

    /// <summary>Where rules give several results, the smallest counts.</summary>
    private sealed class SmallestSink : ISolutionSink
    {
        private readonly Value[] _head = new Value[3];

        public RuleRunner? Rule { get; set; }

        public Value? Value { get; set; }

        public void Accept(Frame frame)
        {
            if (Rule!.TryHead(frame, _head) && (Value is not { } known || _head[2].CompareTo(known) < 0))
            {
                Value = _head[2];
            }
        }
    }
}

using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Merges the distinct values of one column, from the smallest on: merge(merge(v1, v2), v3)…</summary>
internal sealed class MergeCombiner(BoundProgram program, BoundPredicate predicate, EvaluationContext context) : RowCombiner(predicate, predicate.Merge!.Column)
{
    private readonly BoundMerge _merge = predicate.Merge!;

    public override string How => $"merge {_merge.Name}";

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
        if (_merge.Function is { } function)
        {
            return function.TryApply([a, b], out Value value) ? value : null;
        }

        SmallestSink smallest = new();
        foreach (int index in _merge.Rules)
        {
            Run(program.Rules[index], a, b, smallest);
        }

        return smallest.Value;
    }

    private void Run(BoundRule rule, Value a, Value b, SmallestSink sink)
    {
        int first = ((BoundVariable)rule.Head[0]).Slot, second = ((BoundVariable)rule.Head[1]).Slot;
        Frame frame = new(context, rule.Variables.Length, 0, sink);
        (frame.Slots[first], frame.Slots[second], sink.Rule) = (a, b, rule);
        BodyPlanner.Plan(rule.Body, rule.Variables.Length, [first, second], null).Run(frame);
    }

    /// <summary>Where rules give several results, the smallest counts.</summary>
    private sealed class SmallestSink : ISolutionSink
    {
        public BoundRule? Rule { get; set; }

        public Value? Value { get; private set; }

        public void Accept(Frame frame)
        {
            Value[] head = new Value[3];
            if (RuleHead.TryBuild(Rule!, frame, head) && (Value is not { } known || head[2].CompareTo(known) < 0))
            {
                Value = head[2];
            }
        }
    }
}

using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Finds derivations when asked, by solving rules again: nothing about them is stored but the height of each row.</summary>
internal sealed class DerivationFinder(BoundProgram program, IReadOnlyList<PreparedRule> all)
{
    private readonly PreparedRule[] _rules = [.. all.Where(static r => r.Rule.Effect == RuleEffect.Derive)];

    private readonly LatticeDerivations _lattice = new(program, [.. all.Where(static r => r.Rule.Effect == RuleEffect.Derive)]);
    private readonly DerivationBuilder _builder = new(program);

    /// <summary>The derivation of minimal height, ties by rule index and then by premises. The fact holds and is not given.</summary>
    /// <remarks>Only premises below the fact's height are tried, so what is found is minimal.</remarks>
    public Derivation? Lowest(int predicate, Fact fact, EvaluationContext context)
    {
        if (LatticeDerivations.IsCombined(program.Predicates[predicate]))
        {
            return _lattice.Lowest(program.Predicates[predicate], fact, context);
        }

        Relation relation = context.Relations[predicate];
        int height = relation.HeightOf(relation.Find(fact.Arguments));
        foreach (PreparedRule rule in _rules)
        {
            if (rule.Rule.HeadPredicate == predicate && LowestBy(rule, fact, height, context) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Every derivation of every fact of a predicate, sorted.</summary>
    public List<Derivation> All(int predicate, EvaluationContext context)
    {
        if (LatticeDerivations.IsCombined(program.Predicates[predicate]))
        {
            return _lattice.All(program.Predicates[predicate], context);
        }

        List<Derivation> all = [];
        foreach (PreparedRule rule in _rules.Where(rule => rule.Rule.HeadPredicate == predicate))
        {
            CollectSink sink = new(rule, Unlimited());
            Frame frame = rule.NewFrame(context, sink);
            Ranges.SetWhole(rule, frame);
            rule.Whole.Run(frame);
            all.AddRange(_builder.Build(rule, sink.ToDistinct(), frame));
        }

        all.Sort(DerivationOrder.Instance);
        return all;
    }

    private Derivation? LowestBy(PreparedRule rule, Fact fact, int height, EvaluationContext context)
    {
        CollectSink sink = new(rule, Unlimited());
        Frame frame = rule.NewFrame(context, sink);
        if (!TryBindGoal(rule, fact.Arguments, frame))
        {
            return null;
        }

        if (rule.Rule.IsGrouped)
        {
            Ranges.SetWhole(rule, frame);
        }
        else
        {
            Ranges.SetBelow(rule, frame, height);
        }

        rule.Goal.Run(frame);
        return _builder.Build(rule, sink.ToDistinct(), frame)
            .Where(found => found.Height == height && found.Conclusion.Equals(fact))
            .Min(DerivationOrder.Instance);
    }

    /// <summary>Puts the fact's values into the slots that its head variables fix; false when the head cannot give this fact.</summary>
    private static bool TryBindGoal(PreparedRule rule, Value[] arguments, Frame frame)
    {
        HashSet<int> seen = [];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (rule.Rule.Head[i] is BoundConstant constant && constant.Value != arguments[i])
            {
                return false;
            }

            if (rule.Rule.Head[i] is BoundVariable { Slot: int slot } && rule.GoalSlots.Contains(slot))
            {
                if (!seen.Add(slot) && frame.Slots[slot] != arguments[i])
                {
                    return false;
                }

                frame.Slots[slot] = arguments[i];
            }
        }

        return true;
    }

    /// <summary>The state exists, so what derived it fitted the budget.</summary>
    private static Budget Unlimited() => new(long.MaxValue);
}

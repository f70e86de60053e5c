using System.Collections.Immutable;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>A rule with its literal orders chosen, once per session.</summary>
internal sealed class PreparedRule
{
    private readonly Step?[] _byDelta;
    private Step? _whole;
    private Step? _goal;

    public PreparedRule(BoundRule rule)
    {
        Rule = rule;
        Positives = [.. rule.Body.OfType<BoundAtom>().Where(static a => !a.IsNegated)];
        _byDelta = new Step?[Positives.Length];
        BoundInBody = BodyPlanner.Bindable(rule.Body, rule.Variables.Length);
        BoundInMembers = [.. BoundInBody];
        foreach (BoundLet let in rule.Transforms.TakeWhile(static t => t is BoundLet).Cast<BoundLet>())
        {
            BoundInMembers[let.Slot] = true;
        }

        BoundAtHead = SlotsAtHead(rule, BoundInBody);
        GoalSlots = SlotsGivenByHead(rule, BoundInBody);
        UsesNow = BoundWalk.ExpressionsOf(rule).Any(static e => e is BoundNow);
        UsesParams = BoundWalk.ExpressionsOf(rule).Any(static e => e is BoundParameter);
    }

    public BoundRule Rule { get; }

    /// <summary>The positive atoms in source order; their place here is their ordinal.</summary>
    public ImmutableArray<BoundAtom> Positives { get; }

    /// <summary>Slots with a value in every substitution of the body.</summary>
    public bool[] BoundInBody { get; }

    /// <summary>Slots with a value in every member of a group: those of the body and of lets before the group.</summary>
    public bool[] BoundInMembers { get; }

    /// <summary>Slots with a value when the head is built.</summary>
    public bool[] BoundAtHead { get; }

    /// <summary>Body slots whose value a given head fact fixes (for a grouped rule: only keys of its groups).</summary>
    public ImmutableArray<int> GoalSlots { get; }

    /// <summary>The second threshold of one of its comparisons; null when it has none.</summary>
    public BoundHysteresis? Hysteresis => Rule.Body.OfType<BoundComparison>().Select(static c => c.Hysteresis).FirstOrDefault(static h => h is not null);

    public bool UsesNow { get; }

    public bool UsesParams { get; }

    /// <summary>The body starting from the positive atom with this ordinal.</summary>
    public Step ByDelta(int ordinal) => _byDelta[ordinal] ??= Plan([], Rule.Body.IndexOf(Positives[ordinal], 0, Rule.Body.Length, ReferenceEqualityComparer.Instance));

    /// <summary>The body without a preferred start.</summary>
    public Step Whole => _whole ??= Plan([], null);

    /// <summary>The body with <see cref="GoalSlots"/> bound from the start.</summary>
    public Step Goal => _goal ??= Plan(GoalSlots, null);

    public Frame NewFrame(EvaluationContext context, ISolutionSink sink) => new(context, Rule.Variables.Length, Positives.Length, sink)
    {
        Episodes = context.Episodes[Rule.Index],
    };

    private Step Plan(ImmutableArray<int> boundSlots, int? firstAtom) => BodyPlanner.Plan(Rule.Body, Rule.Variables.Length, boundSlots, firstAtom);

    private static bool[] SlotsAtHead(BoundRule rule, bool[] boundInBody)
    {
        bool[] bound = [.. boundInBody];
        foreach (BoundTransform transform in rule.Transforms)
        {
            if (transform is BoundLet let)
            {
                bound[let.Slot] = true;
            }
            else if (transform is BoundGroup group)
            {
                Array.Clear(bound);
                foreach (int slot in group.Keys.Concat(group.Aggregates.Select(static a => a.Slot)))
                {
                    bound[slot] = true;
                }
            }
        }

        return bound;
    }

    private static ImmutableArray<int> SlotsGivenByHead(BoundRule rule, bool[] boundInBody)
    {
        IEnumerable<int> slots = rule.Head.OfType<BoundVariable>().Select(static v => v.Slot).Where(slot => boundInBody[slot]);
        foreach (BoundGroup group in rule.Transforms.OfType<BoundGroup>())
        {
            slots = slots.Where(slot => group.Keys.Contains(slot));
        }

        return [.. slots.Distinct().Order()];
    }
}

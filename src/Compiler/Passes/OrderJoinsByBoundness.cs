using System.Collections.Immutable;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Compiler;

/// <summary>Second pass: orders each body once from nothing, once from every atom that may change, and once from what a question fixes.</summary>
internal static class OrderJoinsByBoundness
{
    public static RulePlan Run(RulePlan plan, BoundProgram program) => plan with
    {
        Rules = [.. plan.Rules.Select(rule => Order(rule, program))],
    };

    private static PlannedRule Order(PlannedRule rule, BoundProgram program)
    {
        ImmutableArray<BoundLiteral> body = program.Rules[rule.Index].Body;
        JoinOrder From(IEnumerable<int> slots) => new(program, body, rule.Variables.Length, slots);
        return rule with
        {
            Whole = From(KnownAtStart(rule)).Order(null),
            Goal = new JoinOrder(program, body, rule.Variables.Length, rule.GoalSlots.Concat(KnownAtStart(rule)), Recursive(rule, program)).Order(null),
            Group = From(rule.GroupKey.Concat(rule.HeldKey).Where(slot => rule.BoundInBody[slot]).Concat(KnownAtStart(rule))).Order(null),
            Deltas = [.. Enumerable.Range(0, body.Length).Where(i => body[i] is BoundAtom).Select(i => DeltaOf(rule, body, i, From))],
        };
    }

    /// <summary>The predicates of the head's layer; none for a rule that does not derive.</summary>
    private static ImmutableArray<int> Recursive(PlannedRule rule, BoundProgram program) =>
        program.Strata.FirstOrDefault(stratum => stratum.Rules.Contains(rule.Index))?.Predicates ?? [];

    /// <summary>A rule that computes what a merge asks for starts from its first two arguments.</summary>
    private static IEnumerable<int> KnownAtStart(PlannedRule rule) =>
        rule.Effect == RuleEffect.Compute ? rule.Head.Take(2).OfType<BoundVariable>().Select(static v => v.Slot) : [];

    private static DeltaJoin DeltaOf(PlannedRule rule, ImmutableArray<BoundLiteral> body, int literal, Func<IEnumerable<int>, JoinOrder> from)
    {
        BoundAtom atom = (BoundAtom)body[literal];
        bool IsWildcard(int slot) => !rule.BoundInBody[slot];
        AtomPattern pattern = BodyBinding.Pattern(atom.Arguments, new bool[rule.Variables.Length], atom.IsNegated ? IsWildcard : null);
        ImmutableArray<PlanStep> steps = from(pattern.Binds.Select(static b => b.Slot)).Order(literal);
        int ordinal = atom.IsNegated ? -1 : body.Take(literal).Count(static l => l is BoundAtom { IsNegated: false });
        return new DeltaJoin(literal, ordinal, atom.Predicate, pattern, steps, atom.Span)
        {
            DeniedColumns = atom.IsNegated
                ? [.. Enumerable.Range(0, atom.Arguments.Length).Where(c => atom.Arguments[c] is not BoundVariable v || !IsWildcard(v.Slot))]
                : [],
        };
    }
}

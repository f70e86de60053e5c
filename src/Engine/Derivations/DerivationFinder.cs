using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Finds derivations when asked, by solving rules again on the current relations.</summary>
internal sealed class DerivationFinder(RulePlan plan, RuleEvaluator evaluator)
{
    /// <summary>By predicate, found when first asked for: agendas ask after every transaction that concerns them.</summary>
    private readonly RuleRunner[]?[] _rulesOf = new RuleRunner[plan.Predicates.Length][];

    /// <summary>By predicate, once asked: what was concluded last, which is mostly what is concluded now.</summary>
    private readonly ConclusionSink?[] _concluded = new ConclusionSink?[plan.Predicates.Length];
    private bool _ignoresHeights;

    /// <summary>The derivation of minimal height, ties by rule index and then by premises. The fact holds and is not given.</summary>
    public Derivation? Lowest(int predicate, Fact fact)
    {
        evaluator.Heights.EnsureHeights(predicate);
        if (plan.Predicates[predicate].IsCombined)
        {
            return new LatticeDerivations(plan, evaluator).Lowest(plan.Predicates[predicate], fact, OfKey(predicate, fact));
        }

        int height = evaluator.Heights.HeightOf(predicate, evaluator.State.Relations[predicate].Find(fact.Arguments, evaluator.State.Interner));
        foreach (RuleRunner rule in RulesOf(predicate))
        {
            if (TryBindGoal(rule, fact.Arguments)
                && Solve(rule, rule.Goal).Where(found => found.Height == height && found.Conclusion.Equals(fact)).Min(DerivationOrder.Instance) is { } lowest)
            {
                return lowest;
            }
        }

        return null;
    }

    /// <summary>What rules give for the key of a combined fact, and perhaps for other keys.</summary>
    private List<Derivation> OfKey(int predicate, Fact fact)
    {
        List<Derivation> found = [];
        foreach (RuleRunner rule in RulesOf(predicate))
        {
            if (TryBindGoal(rule, fact.Arguments))
            {
                found.AddRange(Solve(rule, rule.Goal));
            }
        }

        return found;
    }

    /// <summary>Every derivation of every fact of a predicate, sorted.</summary>
    public List<Derivation> All(int predicate)
    {
        evaluator.Heights.EnsureHeights(predicate);
        List<Derivation> all = [];
        foreach (RuleRunner rule in RulesOf(predicate))
        {
            all.AddRange(Solve(rule, rule.Whole));
        }

        if (plan.Predicates[predicate].IsCombined)
        {
            return new LatticeDerivations(plan, evaluator).All(plan.Predicates[predicate], all);
        }

        all.Sort(DerivationOrder.Instance);
        return all;
    }

    /// <summary>What rules derive of a predicate, in no particular order: the conclusions of <see cref="All"/> without the work of saying how. Written over by the next call.</summary>
    public List<Conclusion> Conclusions(int predicate)
    {
        if (plan.Predicates[predicate].IsCombined)
        {
            return All(predicate).ConvertAll(static d => new Conclusion(d.RuleIndex, d.Conclusion));
        }

        ConclusionSink sink = _concluded[predicate] ??= new ConclusionSink(plan.Predicates[predicate].Name);
        sink.Begin();
        foreach (RuleRunner rule in RulesOf(predicate))
        {
            if (rule.Rule.IsGrouped)
            {
                sink.Found.AddRange(Solve(rule, rule.Whole).Select(static d => new Conclusion(d.RuleIndex, d.Conclusion)));
            }
            else
            {
                long failures = rule.Frame.Failures;
                sink.Rule = rule;
                rule.Whole.Run(rule.See(RowView.New, sink));
                rule.Frame.Failures = failures;
            }
        }

        return sink.Found;
    }

    /// <summary>Every derivation by one rule of any effect, in no particular order; not all of them when the budget is spent.</summary>
    /// <param name="rule">What it does with its head is the caller's affair.</param>
    /// <param name="budget">Substitutions held.</param>
    public List<Derivation> Solve(RuleRunner rule, Budget budget)
    {
        foreach (int predicate in rule.Rule.Positives)
        {
            evaluator.Heights.EnsureHeights(predicate);
        }

        return Solve(rule, rule.Whole, budget);
    }

    /// <summary>The same while heights are not known: they read as those of given rows.</summary>
    public List<Derivation> SolveWithoutHeights(RuleRunner rule, Budget budget)
    {
        _ignoresHeights = true;
        List<Derivation> found = Solve(rule, rule.Whole, budget);
        _ignoresHeights = false;
        return found;
    }

    private RuleRunner[] RulesOf(int predicate) =>
        _rulesOf[predicate] ?? (_rulesOf[predicate] = FindRulesOf(predicate));

    /// <summary>Apart, because a query needs an object that is made where the method begins.</summary>
    private RuleRunner[] FindRulesOf(int predicate) =>
        [.. evaluator.Rules.Where(rule => rule.Rule.HeadPredicate == predicate && rule.Rule.Effect == Semantics.RuleEffect.Derive)];

    private List<Derivation> Solve(RuleRunner rule, Step body, Budget? budget = null)
    {
        long failures = rule.Frame.Failures;
        CollectSink sink = new(new PlannedSlots(rule.Rule.BoundInBody), budget);
        body.Run(rule.See(RowView.New, sink));
        List<Derivation> derivations = [];
        if (budget?.IsExceeded == true)
        {
            return derivations;
        }

        if (rule.Rule.IsGrouped)
        {
            AddGroups(rule, sink.ToDistinct(), derivations);
        }
        else
        {
            foreach (Substitution substitution in sink.ToDistinct())
            {
                AddPlain(rule, substitution, derivations);
            }
        }

        rule.Frame.Failures = failures;
        return derivations;
    }

    private int HeightOf(RuleRunner rule, int[] matched) => _ignoresHeights ? 0 : evaluator.Heights.HeightOf(rule.Rule, matched);

    private void AddPlain(RuleRunner rule, Substitution substitution, List<Derivation> derivations)
    {
        Value[] head = new Value[rule.Rule.Head.Length];
        rule.Frame.Slots = substitution.Slots; // nobody else reads them any more
        if (rule.TryHead(rule.Frame, head))
        {
            int height = HeightOf(rule, substitution.Matched);
            derivations.Add(Derive(rule.Rule, head, height, rule.Frame.Slots, PremisesOf(rule.Rule, substitution), []));
        }
    }

    private void AddGroups(RuleRunner rule, List<Substitution> substitutions, List<Derivation> derivations)
    {
        foreach (GroupRow row in new GroupTransforms(rule, evaluator.Heights).Run(substitutions, rule.Frame))
        {
            Value[] head = new Value[rule.Rule.Head.Length];
            rule.Frame.Slots = row.Slots;
            if (rule.TryHeadRow(rule.Frame, head))
            {
                int height = row.Members.Max(m => HeightOf(rule, m.Matched));
                derivations.Add(Derive(rule.Rule, head, height, row.Slots, [], MembersOf(rule.Rule, row)));
            }
        }
    }

    private Derivation Derive(
        PlannedRule rule, Value[] head, int premiseHeight, Value[] slots, ImmutableArray<Fact> premises, ImmutableArray<GroupMember> members) => new()
        {
            Conclusion = new Fact(plan.Predicates[rule.HeadPredicate].Name, head),
            RuleIndex = rule.Index,
            Height = premiseHeight + 1,
            Bindings = Bindings(slots, rule.BoundAtHead),
            Premises = premises,
            Members = members,
        };

    private ImmutableArray<GroupMember> MembersOf(PlannedRule rule, GroupRow row)
    {
        List<GroupMember> members = row.Members.ConvertAll(s => new GroupMember(Bindings(s.Slots, rule.BoundInMembers), PremisesOf(rule, s)));
        members.Sort(DerivationOrder.Instance);
        return [.. members];
    }

    private ImmutableArray<Fact> PremisesOf(PlannedRule rule, Substitution substitution)
    {
        Fact[] premises = new Fact[substitution.Matched.Length];
        for (int i = 0; i < premises.Length; i++)
        {
            premises[i] = evaluator.State.Relations[rule.Positives[i]].FactOf(substitution.Matched[i], evaluator.State.Interner);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(premises);
    }

    private static ImmutableArray<Value?> Bindings(Value[] slots, ImmutableArray<bool> isBound)
    {
        Value?[] bindings = new Value?[slots.Length];
        for (int slot = 0; slot < bindings.Length; slot++)
        {
            bindings[slot] = isBound[slot] ? slots[slot] : null;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(bindings);
    }

    /// <summary>Puts the fact's values into the slots that its head variables fix; false when the head cannot give this fact, or a part of it.</summary>
    private static bool TryBindGoal(RuleRunner rule, Value[] arguments)
    {
        HashSet<int> seen = [];
        PlannedPredicate target = rule.Target.Predicate;
        int combined = target.Tag?.Column ?? target.Merge?.Column ?? -1;
        for (int i = 0; i < arguments.Length; i++)
        {
            if (i != combined && rule.Rule.Head[i] is Semantics.BoundConstant constant && constant.Value != arguments[i])
            {
                return false;
            }

            if (rule.Rule.Head[i] is Semantics.BoundVariable { Slot: int slot } && rule.Rule.GoalSlots.Contains(slot))
            {
                if (!seen.Add(slot) && rule.Frame.Slots[slot] != arguments[i])
                {
                    return false;
                }

                rule.Frame.Slots[slot] = arguments[i];
            }
        }

        return true;
    }
}

using System.Collections.Immutable;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>The <c>assert</c> and <c>retract</c> rules of a program, read against one fixpoint.</summary>
internal sealed class StateRules(RulePlan plan, RuleEvaluator evaluator, DerivationFinder derivations)
{
    private readonly RuleRunner[] _rules = [.. evaluator.Rules.Where(static r => r.Rule.Effect is RuleEffect.Assert or RuleEffect.Retract)];

    public bool Any => _rules.Length > 0;

    /// <summary>What the rules ask for; null when the budget is spent.</summary>
    /// <param name="origin">Noted with each row.</param>
    /// <param name="budget">Substitutions held.</param>
    public StepChanges? TryRead(StoredOrigin origin, Budget budget)
    {
        StepChanges changes = new([], []);
        foreach (RuleRunner rule in _rules)
        {
            foreach (Derivation derivation in derivations.Solve(rule, budget))
            {
                Add(changes, rule.Rule, derivation, origin);
            }

            if (budget.IsExceeded)
            {
                return null;
            }
        }

        return changes;
    }

    /// <summary>Two rows of one key that one step asserts, as a sentence; null when there are none.</summary>
    public string? ConflictOf(StepChanges changes)
    {
        Dictionary<(string Predicate, RowKey Key), Fact> byKey = [];
        foreach ((Fact fact, Derivation by) in changes.Asserts)
        {
            ImmutableArray<int> key = plan.Predicates[plan.Rules[by.RuleIndex].HeadPredicate].Key;
            RowKey own = key.IsEmpty ? new RowKey(fact.Arguments) : RowKey.Of(fact.Arguments, [.. key]);
            if (!byKey.TryAdd((fact.Predicate, own), fact))
            {
                Fact other = byKey[(fact.Predicate, own)];
                return BrokenPromise.Of(EvaluationDiagnostics.StateConflict, other, RuleOf(changes, other), fact, plan.Rules[by.RuleIndex].Id).Message;
            }
        }

        return null;
    }

    private string RuleOf(StepChanges changes, Fact fact) => plan.Rules[changes.Asserts[fact].RuleIndex].Id;

    private static void Add(StepChanges changes, PlannedRule rule, Derivation derivation, StoredOrigin origin)
    {
        if (rule.Effect == RuleEffect.Retract)
        {
            changes.Retracts.TryAdd(derivation.Conclusion, rule.Index);
        }
        else if (!changes.Asserts.TryGetValue(derivation.Conclusion, out Derivation? known) || IsFirst(derivation, known))
        {
            changes.Asserts[derivation.Conclusion] = derivation.StoredAt(origin);
        }
    }

    private static bool IsFirst(Derivation one, Derivation other) =>
        one.Height != other.Height ? one.Height < other.Height : DerivationOrder.Instance.Compare(one, other) < 0;
}

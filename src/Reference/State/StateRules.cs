using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>The <c>assert</c> and <c>retract</c> rules of a program, read against one fixpoint.</summary>
internal sealed class StateRules(BoundProgram program, IReadOnlyList<PreparedRule> all)
{
    private readonly PreparedRule[] _rules = [.. all.Where(static r => r.Rule.Effect is RuleEffect.Assert or RuleEffect.Retract)];
    private readonly RuleSolver _solver = new(program);

    public bool Any => _rules.Length > 0;

    /// <summary>What the rules ask for; null when the budget is spent.</summary>
    /// <param name="context">The fixpoint of the step.</param>
    /// <param name="origin">Noted with each row.</param>
    /// <param name="budget">Substitutions held.</param>
    /// <param name="failures">Receives failed literals, by rule index.</param>
    public StepChanges? TryRead(EvaluationContext context, StoredOrigin origin, Budget budget, long[] failures)
    {
        StepChanges changes = new([], []);
        foreach (PreparedRule rule in _rules)
        {
            foreach (Derivation derivation in _solver.Solve(rule, context, budget, failures))
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

    private static void Add(StepChanges changes, BoundRule rule, Derivation derivation, StoredOrigin origin)
    {
        if (rule.Effect == RuleEffect.Retract)
        {
            changes.Retracts.TryAdd(derivation.Conclusion, rule.Index);
        }
        else if (!changes.Asserts.TryGetValue(derivation.Conclusion, out List<Derivation>? known))
        {
            changes.Asserts.Add(derivation.Conclusion, [derivation.StoredAt(origin)]);
        }
        else
        {
            known.Insert(IsFirst(derivation, known[0]) ? 0 : known.Count, derivation.StoredAt(origin));
        }
    }

    private static bool IsFirst(Derivation one, Derivation other) =>
        one.Height != other.Height ? one.Height < other.Height : DerivationOrder.Instance.Compare(one, other) < 0;
}

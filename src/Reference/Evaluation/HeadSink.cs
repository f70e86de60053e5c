using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>Derives a fact from each substitution of a rule without a group.</summary>
internal sealed class HeadSink(PreparedRule rule, Relation target, int height, Budget budget, DerivedLimits limits) : ISolutionSink
{
    private readonly Value[] _row = new Value[rule.Rule.Head.Length];

    public void Accept(Frame frame)
    {
        if (!RuleHead.TryBuild(rule.Rule, frame, _row))
        {
            frame.Failures++;
        }
        else if (target.TryAdd(_row, height, Substitution.TimeOf(frame, rule)))
        {
            frame.IsStopped = !budget.TrySpend();
            limits.Check(rule.Rule.HeadPredicate, target);
        }
    }
}

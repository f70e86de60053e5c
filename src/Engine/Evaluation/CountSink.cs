using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Counts derivations of the head's rows.</summary>
/// <param name="rule">A rule without a group.</param>
/// <param name="budget">Spent by rows that had no derivation.</param>
internal sealed class CountSink(RuleRunner rule, Budget budget) : SignedSink
{
    private readonly Value[] _row = new Value[rule.Rule.Head.Length];
    private readonly Relation _target = rule.Target;

    public override void Accept(Frame frame)
    {
        if (!rule.TryHead(frame, _row))
        {
            frame.Failures++;
            return;
        }

        int row = _target.FindOrAdd(_row, owned: false);
        int before = _target.AddSupport(row, Sign);
        if (Sign > 0 && before == 0 && !_target.IsGiven(row))
        {
            frame.IsStopped = !budget.TrySpend();
        }
    }
}

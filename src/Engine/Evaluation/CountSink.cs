using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <summary>Counts derivations of the head's rows.</summary>
/// <param name="rule">A rule without a group.</param>
/// <param name="budget">Spent by rows that had no derivation.</param>
internal sealed class CountSink(RuleRunner rule, Budget budget) : SignedSink
{
    private readonly Table _target = rule.Target;

    public override void Accept(Frame frame)
    {
        rule.Episodes?.Count(frame, Sign);
        if (rule.TryHeadCells(frame))
        {
            AcceptHead(frame);
        }
        else
        {
            frame.Failures++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AcceptHead(Frame frame)
    {
        int row = _target.FindOrAdd(frame.Head);
        int before = _target.AddSupport(row, Sign);
        rule.Log(Sign, row);
        if (Sign > 0 && before == 0 && !_target.IsGiven(row))
        {
            frame.IsStopped = !budget.TrySpend();
        }
    }
}

using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <summary>Counts derivations of the head's rows.</summary>
/// <param name="rule">A rule without a group.</param>
/// <param name="budget">Spent by rows that had no derivation.</param>
internal sealed class CountSink(RuleRunner rule, Budget budget) : SignedSink
{
    /// <summary>The body held with the row that went, and holds with the new one.</summary>
    private const int Both = 3;

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

    /// <summary>Where the body holds with either row the count stays, and only the log hears of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AcceptReplaced(Frame frame, int ordinal, int gone, int came, int held)
    {
        if (held != Both)
        {
            AcceptSide(frame, ordinal, held == 1 ? gone : came, held == 1 ? -1 : 1);
            return;
        }

        int row = _target.Find(frame.Head);
        frame.Matched[ordinal] = gone;
        rule.Log(-1, row);
        frame.Matched[ordinal] = came;
        rule.Log(1, row);
    }
}

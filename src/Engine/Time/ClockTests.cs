using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>The comparisons of one rule that change their answer for a row as time passes.</summary>
internal sealed class ClockTests(PlannedClock clock)
{
    /// <summary>Times and terms within this many nanoseconds of 0 (until the year 2043) cannot make a sum of five overflow.</summary>
    private const long Far = 1L << 61;

    private readonly (Comparing Holds, ClockTest Test, Expression[] Leaves)[] _tests =
        [.. clock.Tests.Select(static test => (new Comparing(test.Comparison), test, Expression.Of(test.Leaves)))];

    /// <summary>True when every comparison holds for the variables in the frame at its state's time.</summary>
    public bool Hold(Frame frame)
    {
        foreach ((Comparing holds, _, _) in _tests)
        {
            if (!holds.Holds(frame))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The first moment after now at which some answer may be another; null when there is none.</summary>
    public long? NextChange(Frame frame)
    {
        long? next = null;
        foreach ((Comparing comparing, ClockTest test, Expression[] leaves) in _tests)
        {
            next = Moments.Sooner(next, NextChange(frame, comparing, test, leaves));
        }

        return next;
    }

    private static long? NextChange(Frame frame, Comparing comparing, ClockTest test, Expression[] leaves)
    {
        long now = frame.State.NowCell;
        if (!TryBound(frame, leaves, out bool isFar))
        {
            // A term that fails fails at any time.
            return null;
        }

        if (isFar || now > Far || !comparing.TrySides(frame, out Value left, out Value right))
        {
            return Moments.IfAfter(Moments.After(now, 1), now);
        }

        Int128 apart = (Int128)left.AsInt64 - right.AsInt64, meet = test.IsRising ? now - apart : now + apart;
        (bool atMeeting, bool behind) = ChangesOf(test);
        return Moments.Sooner(atMeeting ? IfAfter(meet, now) : null, behind ? IfAfter(meet + 1, now) : null);
    }

    private static long? IfAfter(Int128 moment, long now) => moment > now && moment < long.MaxValue ? (long)moment : null;

    /// <summary>Whether the answer changes at the moment at which both sides meet, and whether it does a nanosecond later.</summary>
    private static (bool AtMeeting, bool Behind) ChangesOf(ClockTest test) => (test.Comparison.Operator, test.IsRising) switch
    {
        (ComparisonOperator.Equal or ComparisonOperator.NotEqual, _) => (true, true),
        (ComparisonOperator.GreaterOrEqual or ComparisonOperator.Less, true) => (true, false),
        (ComparisonOperator.Greater or ComparisonOperator.LessOrEqual, true) => (false, true),
        (ComparisonOperator.Greater or ComparisonOperator.LessOrEqual, false) => (true, false),
        _ => (false, true),
    };

    /// <summary>False when a term fails.</summary>
    private static bool TryBound(Frame frame, Expression[] leaves, out bool isFar)
    {
        isFar = false;
        foreach (Expression leaf in leaves)
        {
            if (!leaf.TryEvaluate(frame, out Value value))
            {
                return false;
            }

            isFar |= value.AsInt64 is > Far or < -Far;
        }

        return true;
    }
}

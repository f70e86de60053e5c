using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>Runs rounds of equal transactions and measures what the thread allocates in the cheapest of them.</summary>
internal static class StreamAllocation
{
    private const int Rounds = 6;

    public static IncrementalSession Start(string rules)
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse("stream.rules", rules)], BindOptions.Default);
        Assert.True(bound.Program is not null, string.Join('\n', bound.Diagnostics));
        return new IncrementalSession(PlanCompiler.Compile(bound.Program), SessionLimits.Default);
    }

    /// <summary>A transaction a nanosecond; <paramref name="change"/> says what the one of a number, from 0 in each round, gives and takes.</summary>
    /// <returns>Bytes of the cheapest round, and the rows that appeared in all rounds.</returns>
    public static (long Bytes, long Appeared) Measure(IncrementalSession session, int transactions, Action<IncrementalSession, int> change)
    {
        long least = long.MaxValue, appeared = 0, now = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < transactions; i++)
            {
                session.Begin(new EventTime(now++));
                change(session, i);
                foreach (RowChange row in session.Commit().Derived)
                {
                    appeared += row.Kind == ChangeKind.Assert ? 1 : 0;
                }
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (least, appeared);
    }
}

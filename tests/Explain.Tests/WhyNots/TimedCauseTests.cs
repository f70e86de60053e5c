using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>500 generated histories after which one condition of time or memory is missing: the first cause names it, and its distance word for word.</summary>
public sealed class TimedCauseTests
{
    private const int Situations = 500;

    private static readonly Fact _goal = new("goal", Value.String("T"));

    [Fact]
    public void The_first_cause_says_how_old_or_how_far_in_every_situation()
    {
        SortedDictionary<string, int> kinds = new(StringComparer.Ordinal);
        for (int seed = 0; seed < Situations; seed++)
        {
            TimedSituation situation = TimedSituation.Generate(seed);
            WhyNotReport report = Ask(situation, seed);
            string text = WhyNotText.Render(report, 200);

            Assert.True(report.Cause?.RuleId == situation.RuleId, $"seed {seed}: rule {situation.RuleId} expected\n{situation.Rules}\n{text}");
            Assert.True(text.Contains(situation.Distance, StringComparison.Ordinal), $"seed {seed}: '{situation.Distance}' expected\n{situation.Rules}\n{text}");
            kinds[situation.Kind] = kinds.GetValueOrDefault(situation.Kind) + 1;
        }

        Assert.Equal(["held too short", "hysteresis below", "hysteresis between", "past", "stopped holding", "stored", "ttl", "window", "window sum"], kinds.Keys);
        Assert.All(kinds.Values, static count => Assert.True(count >= 20));
    }

    private static WhyNotReport Ask(TimedSituation situation, int seed)
    {
        Desk desk = new(situation.Rules);
        IncrementalSession session = new(PlanCompiler.Compile(desk.Program), SessionLimits.Default);
        bool wasWhole = false;
        foreach (IGrouping<long, (long At, Fact Fact, bool IsGiven)> moment in situation.Changes.GroupBy(static c => c.At))
        {
            session.Commit(new EventTime(moment.Key), [.. moment.Select(static c => c.IsGiven ? FactChange.Assert(c.Fact) : FactChange.Retract(c.Fact))]);
            wasWhole |= moment.Key == situation.WholeAt && session.Holds(_goal);
        }

        session.Commit(new EventTime(situation.AskedAt), []);
        Assert.True(wasWhole, $"seed {seed}: the goal does not hold at {situation.WholeAt}\n{situation.Rules}");
        Assert.False(session.Holds(_goal), $"seed {seed}: the goal holds at {situation.AskedAt}\n{situation.Rules}");
        return WhyNot.OfFact(session, desk.Program, FactPattern.Of(desk.Program.FindPredicate("goal")!, _goal));
    }
}

using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>Why a held condition does not hold: for how long it did, and when that ended. The incremental engine remembers it.</summary>
public sealed class HeldTests
{
    private static readonly Fact _given = new("p", Value.String("T"), Value.Number(6));

    [Fact]
    public void A_condition_that_holds_too_short_says_how_long_it_has_held() =>
        Assert.Contains("it holds now, for 12ms of 20ms: since 100000000", Ask(112, (100, true)), StringComparison.Ordinal);

    [Fact]
    public void A_condition_that_stopped_says_how_long_ago() =>
        Assert.Contains("it held for 10ms and stopped 5ms ago", Ask(115, (100, true), (110, false)), StringComparison.Ordinal);

    [Fact]
    public void After_a_gap_only_the_time_since_the_gap_counts() =>
        Assert.Contains("it holds now, for 3ms of 20ms: since 112000000", Ask(115, (100, true), (110, false), (112, true)), StringComparison.Ordinal);

    [Fact]
    public void A_condition_that_never_held_is_asked_about_now() =>
        Assert.Contains("it does not hold now", Ask(100), StringComparison.Ordinal);

    private static string Ask(long atMs, params (long Ms, bool Holds)[] changes)
    {
        Desk desk = new("Decl p(S, X) descr [extensional()] bound [/string, /number].\nq(S) :- p(S, X), X > 5.\nok(S) :- [-[0ms, 20ms] q(S).");
        IncrementalSession session = new(PlanCompiler.Compile(desk.Program), SessionLimits.Default);
        foreach ((long ms, bool holds) in changes)
        {
            session.Commit(EventTime.FromMilliseconds(ms), [holds ? FactChange.Assert(_given) : FactChange.Retract(_given)]);
        }

        session.Commit(EventTime.FromMilliseconds(atMs), []);
        return WhyNotText.Render(WhyNot.OfFact(session, desk.Program, FactPattern.Of(desk.Program.FindPredicate("ok")!, new Fact("ok", Value.String("T")))), 140);
    }
}

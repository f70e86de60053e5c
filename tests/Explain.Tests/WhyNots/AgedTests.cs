using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>Why-nots of what was there and became too old, of windows, hysteresis and stored rows: on the engine, which remembers what time took away.</summary>
public sealed class AgedTests
{
    private const string Quotes = "Decl p(S, X) descr [extensional(), ttl(100ms)] bound [/string, /number].\n";

    [Fact]
    public void An_expired_fact_says_for_how_long_it_has_been_too_old() =>
        Assert.Contains("expired 120ms before, given at 50000000", Ask(Quotes + "ok(S) :- p(S, X), X > 5.", 270, (50, true)), StringComparison.Ordinal);

    [Fact]
    public void A_fact_that_was_renewed_counts_from_its_last_time() =>
        Assert.Contains("expired 20ms before, given at 150000000", Ask(Quotes + "ok(S) :- p(S, X), X > 5.", 270, (50, true), (150, true)), StringComparison.Ordinal);

    [Fact]
    public void A_fact_that_was_taken_by_hand_did_not_expire() =>
        Assert.DoesNotContain("expired", Ask(Quotes + "ok(S) :- p(S, X), X > 5.", 270, (50, true), (60, false)), StringComparison.Ordinal);

    [Fact]
    public void An_event_that_left_its_window_says_for_how_long() =>
        Assert.Contains("left the window 190ms before, it happened at 50000000", Ask(Windowed("[0s, 30ms]"), 270, (50, true)), StringComparison.Ordinal);

    [Fact]
    public void An_event_of_an_earlier_bucket_says_for_how_long_its_bucket_has_been_over() =>
        Assert.Contains("left the window 150ms before, it happened at 50000000", Ask(Windowed("tumbling 60ms as T"), 270, (50, true), (51, false)), StringComparison.Ordinal);

    [Fact]
    public void A_condition_that_held_too_long_ago_says_by_how_much() =>
        Assert.Contains("left the window 180ms before, it held from 50000000 until 60000000", Ask(Plain + "ok(S) :- <-[0ms, 30ms] p(S, 6).", 270, (50, true), (60, false)), StringComparison.Ordinal);

    [Fact]
    public void A_window_in_which_nothing_happened_says_when_was_looked() =>
        Assert.Contains("from 240000000 to 270000000", Ask(Windowed("[0s, 30ms]"), 270), StringComparison.Ordinal);

    [Fact]
    public void A_threshold_of_a_window_says_how_far_its_aggregate_is_and_over_how_many_members() =>
        Assert.Contains("A must rise by more than 3; A is sum(X) over 1 member", Ask(Windowed("[0s, 30ms]"), 60, (50, true)), StringComparison.Ordinal);

    [Fact]
    public void Hysteresis_says_which_threshold_counts() =>
        Assert.Contains("X must rise by more than 2; between both thresholds: it is past 5 to exit, which counts only while the rule holds",
            Ask(Plain + "#[hysteresis(enter: 8, exit: 5)]\nok(S) :- p(S, X), X > 8.", 60, (50, true)), StringComparison.Ordinal);

    [Fact]
    public void Hysteresis_past_neither_threshold_says_so() =>
        Assert.Contains("past neither threshold: not even past 7 to exit", Ask(Plain + "#[hysteresis(enter: 8, exit: 7)]\nok(S) :- p(S, X), X > 8.", 60, (50, true)), StringComparison.Ordinal);

    [Fact]
    public void A_stored_row_names_the_condition_that_would_store_it() =>
        Assert.Contains("fails X > 8", Ask(Plain + "assert kept(S) :- p(S, X), X > 8.\nok(S) :- kept(S).", 60, (50, true)), StringComparison.Ordinal);

    [Fact]
    public void What_a_rolled_back_transaction_aged_is_not_told()
    {
        Desk desk = new(Quotes + "Decl on(X) descr [extensional()] bound [/number].\nn(0) :- on(_), !p(\"T\", 6).\nn(M) :- n(N), N < 1000, M = N + 1.");
        IncrementalSession session = new(PlanCompiler.Compile(desk.Program), SessionLimits.Default with { MaxCreatedFacts = 100 });
        FactChange on = FactChange.Assert(new Fact("on", Value.Number(1)));
        session.Commit(At(0), [FactChange.Assert(Row(6)), on]);
        session.Commit(At(150), []);
        Assert.True(session.Holds(Row(6)), "the transaction in which the row expires floods, and is rolled back");
        Assert.Empty(session.RecentlyGone("p"));

        session.Commit(At(160), [FactChange.Retract(on.Fact)]);
        Assert.Equal([100_000_000L], session.RecentlyGone("p").Select(static r => r.Interval.To!.Value.Nanoseconds));
    }

    private const string Plain = "Decl p(S, X) descr [extensional()] bound [/string, /number].\n";

    private static string Windowed(string window) => Plain + $"#[id(\"w\")]\nv(S, A) :- p(S, X) over {window} |> do fn:group_by(S), let A = fn:sum(X).\nok(S) :- v(S, A), A > 9.";

    private static EventTime At(long ms) => EventTime.FromMilliseconds(ms);

    private static Fact Row(long x) => new("p", Value.String("T"), Value.Number(x));

    private static string Ask(string rules, long atMs, params (long Ms, bool Given)[] changes)
    {
        Desk desk = new(rules);
        IncrementalSession session = new(PlanCompiler.Compile(desk.Program), SessionLimits.Default);
        foreach ((long ms, bool given) in changes)
        {
            session.Commit(At(ms), [given ? FactChange.Assert(Row(6)) : FactChange.Retract(Row(6))]);
        }

        session.Commit(At(atMs), []);
        return WhyNotText.Render(WhyNot.OfFact(session, desk.Program, FactPattern.Of(desk.Program.FindPredicate("ok")!, new Fact("ok", Value.String("T")))), 160);
    }
}

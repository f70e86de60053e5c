namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>What is found does not depend on the machine: the same rounds and the same work, whatever runs beside.</summary>
public sealed class SteadyTests
{
    private static readonly string[] _hard =
    [
        "#[id(\"guard.feed\")]\nveto(Sym, /feed) :- touches(Sym, Venue), !feed(Venue, Sym, /live).", "Limit = max_order_value * Price",
        "trading_state(/all, /halted).", "Limit = max_order_value / Price * 2",
    ];

    /// <summary>Faults for which the solver is asked about products and quotients of unknowns and may give up on one.</summary>
    private static IEnumerable<Mutant> Hard() => Mutant.All.Where(static m => m.File == "lib" && m.Breaks is "arbitrage_while_stale" or "order_cap" && (_hard.Contains(m.Old) || _hard.Contains(m.New)));

    [Fact]
    public void The_same_promise_takes_the_same_rounds_and_the_same_work_alone_and_beside_others()
    {
        Mutant[] faults = [.. Hard()];
        Assert.Equal(3, faults.Length);
        (VerdictKind, int, long)[] alone = [.. faults.Select(Asked)];
        (VerdictKind, int, long)[] beside = new (VerdictKind, int, long)[faults.Length];
        Parallel.For(0, beside.Length, i => beside[i] = Asked(faults[i]));

        Assert.Equal(alone, beside);
        Assert.All(alone, static a => Assert.True(a.Item3 > 0));
    }

    [Fact]
    public void A_question_that_takes_too_long_ends_the_search_and_says_so()
    {
        SolverLimits hurried = SolverLimits.Default with { QuestionMs = 1, HardEffort = int.MaxValue };

        Verdict verdict = SeededFault.Ask(Hard().First(), VerifyOptions.Default with { Limits = hurried });

        Assert.Equal(VerdictKind.Unknown, verdict.Kind);
        Assert.Equal("a question to the solver took longer than 1 ms", verdict.Reasons[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(20)]
    public void A_promise_that_is_too_much_work_stays_open_and_says_how_much_was_allowed(int thousands)
    {
        Verdict verdict = SeededFault.Ask(Hard().First(), VerifyOptions.Default with { Limits = SolverLimits.Default with { Effort = 1000 * thousands } });

        Assert.Equal(VerdictKind.Unknown, verdict.Kind);
        Assert.Equal($"it is more than {thousands} thousand units of the solver's work", verdict.Reasons[0]);
        Assert.InRange(verdict.Used, 0, 100_000);
    }

    private static (VerdictKind Kind, int Rounds, long Used) Asked(Mutant fault) => SeededFault.Ask(fault, VerifyOptions.Default) is var verdict ? (verdict.Kind, verdict.Rounds, verdict.Used) : default;
}

using System.Globalization;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification.Tests;

/// <summary><c>optimize</c> from text to published rows: against enumeration, in words when limits clash, and closed when it cannot be answered.</summary>
public sealed class OptimizeTests
{
    private const string Declared = """
        Decl expected(S, R) descr [extensional(), key([S])] bound [/string, /dec8].
        Decl correlation(A, B, R) descr [extensional(), key([A, B])] bound [/string, /string, /dec8].
        Decl least(S, Q) descr [extensional(), key([S])] bound [/string, /dec8].
        Decl size(S, W) descr [extensional(), key([S])] bound [/string, /dec8].
        param max_single = 100.0 in [0.0, 1000.0].

        """;

    private const string Portfolio = Declared + """
        optimize size(S, W) maximize W * R subject to expected(S, R), abs(W) <= max_single, sum(abs(W)) <= 250.
        optimize size(A, V) maximize 0.0 subject to size(B, W), correlation(A, B, Rho), Rho > 0.8, abs(V) + abs(W) <= 150.
        optimize size(S, W) maximize 0.0 subject to expected(S, _), least(S, Q), W >= Q.
        """;

    [Fact]
    public void The_best_sizes_keep_every_limit() =>
        Assert.Equal(["size(\"A\", 100.0)", "size(\"B\", 50.0)", "size(\"C\", -100.0)"], Rows(Portfolio, Given(("A", "0.03"), ("B", "0.02"), ("C", "-0.025")), Correlated("A", "B")));

    [Fact]
    public void Rows_that_no_body_gives_are_not_sized() => Assert.Empty(Rows(Portfolio, []));

    [Fact]
    public void Clashing_limits_are_named_as_they_are_written()
    {
        OptimizeAnswer answer = Solve(Portfolio, [.. Given(("A", "0.03"), ("B", "0.02")), .. Correlated("A", "B"), .. Least("A", 90), .. Least("B", 80)]);

        Assert.Equal(SizingOutcome.Infeasible, answer.Outcome);
        Assert.Equal(
            ["W >= Q for size(\"A\")", "W >= Q for size(\"B\")", "abs(V) + abs(W) <= 150 for size(\"A\"), size(\"B\")"], answer.Clash.Order(StringComparer.Ordinal));
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 12)];

    /// <summary>Whole sizes of three assets within small limits: every one of them is tried.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whole_sizes_are_those_of_enumeration(int seed)
    {
        int[] gains = [.. Enumerable.Range(0, 3).Select(i => (((seed * 7) + (i * 5)) % 11) - 5)], most = [.. Enumerable.Range(0, 3).Select(i => ((seed * 3) + i) % 4)];
        int total = seed % 6;
        string text = "Decl g(S, G, M) descr [extensional(), key([S])] bound [/string, /number, /number].\nDecl n(S, W) descr [extensional(), key([S])] bound [/string, /number].\n"
            + $"optimize n(S, W) maximize W * G subject to g(S, G, M), W >= 0, W <= M, sum(2 * W) <= {total}.";
        Fact[] facts = [.. gains.Select((g, i) => new Fact("g", Value.String($"A{i}"), Value.Number(g), Value.Number(most[i])))];

        OptimizeAnswer answer = OptimizeSolver.Solve(Rules.Program(text), "n", facts, EventTime.Zero, SolverLimits.Default);

        Assert.Equal(SizingOutcome.Optimal, answer.Outcome);
        IEnumerable<int[]> grid = from a in Enumerable.Range(0, most[0] + 1) from b in Enumerable.Range(0, most[1] + 1) from c in Enumerable.Range(0, most[2] + 1) where 2 * (a + b + c) <= total select new[] { a, b, c };
        int best = grid.Max(w => w.Select((x, i) => x * gains[i]).Sum());
        Assert.Equal(best, answer.Rows.Select((r, i) => (int)r.Arguments[1].AsInt64 * gains[i]).Sum());
    }

    [Theory]
    [InlineData("optimize size(S, W) maximize W * W subject to expected(S, _), W <= 1.", "not linear")]
    [InlineData("optimize size(S, W) maximize abs(W) subject to expected(S, _), W <= 1.", "not a linear limit")]
    [InlineData("optimize size(S, W) maximize W * R subject to expected(S, R), abs(W) >= 1.", "not a linear limit")]
    [InlineData("optimize size(S, W) maximize W / (R - R) subject to expected(S, R), W <= 1.", "not linear")]
    [InlineData("optimize size(S, W) maximize W * (1 / (R - R)) subject to expected(S, R), W <= 1.", "has no value")]
    [InlineData("optimize size(S, W) maximize W * R subject to expected(S, R).", "nothing limits the objective")]
    [InlineData("optimize size(S, W) maximize W * R subject to expected(S, R), 3 * W = 1.", "rounded")]
    public void What_cannot_be_solved_publishes_nothing_and_says_why(string statement, string reason)
    {
        OptimizeAnswer answer = Solve(Declared + statement, Given(("A", "0.03")));

        Assert.Equal(SizingOutcome.Unknown, answer.Outcome);
        Assert.Empty(answer.Rows);
        Assert.Contains(reason, Assert.Single(answer.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void A_minimum_with_sizes_as_costs_is_found() =>
        Assert.Equal(["size(\"A\", 5.0)"], Rows(Declared + "optimize size(S, W) minimize abs(W) - R subject to expected(S, R), W >= 5.", Given(("A", "0.03"))));

    [Fact]
    public void A_desk_solves_beside_the_tick_at_a_bounded_rate_and_withdraws_what_it_cannot_renew()
    {
        BoundProgram rules = Rules.Program(Portfolio);
        using SizingDesk desk = new(SolverLimits.Default, everyNs: 1000);

        Assert.True(desk.TryBegin(new EventTime(0), rules, () => Given(("A", "0.03"))));
        desk.Wait();
        Assert.Equal(["+size(\"A\", 100.0)"], Taken(desk, rules));
        Assert.False(desk.TryTake(rules, out _));
        Assert.False(desk.TryBegin(new EventTime(999), rules, () => throw new InvalidOperationException("too soon")));
        Assert.True(desk.TryBegin(new EventTime(1000), rules, () => Least("A", 500).Concat(Given(("A", "0.03")))));
        desk.Wait();
        Assert.Equal(["-size(\"A\", 100.0)"], Taken(desk, rules));
    }

    [Fact]
    public void A_desk_follows_other_rules_at_once_drops_what_was_solved_by_the_old_ones_and_withdraws_what_nothing_sizes()
    {
        BoundProgram rules = Rules.Program(Portfolio), same = Rules.Program(Portfolio), none = Rules.Program(Portfolio[..Portfolio.IndexOf("optimize", StringComparison.Ordinal)]);
        using SizingDesk desk = new(SolverLimits.Default, everyNs: 1000);
        Assert.True(desk.TryBegin(new EventTime(0), rules, () => Given(("A", "0.03"))));
        desk.Wait();

        Assert.False(desk.TryTake(same, out _));
        Assert.True(desk.TryBegin(new EventTime(1), same, () => Given(("A", "0.03"))));
        desk.Wait();
        Assert.Equal(["+size(\"A\", 100.0)"], Taken(desk, same));

        Assert.True(desk.TryBegin(new EventTime(2), none, () => Given(("A", "0.03"))));
        desk.Wait();
        Assert.Equal(["-size(\"A\", 100.0)"], Taken(desk, none));
        Assert.False(desk.TryBegin(new EventTime(5000), none, () => throw new InvalidOperationException("nothing is sized")));
    }

    private static IEnumerable<string> Taken(SizingDesk desk, BoundProgram inForce)
    {
        Assert.True(desk.TryTake(inForce, out SizingPublication? publication));
        return publication.Changes.Select(static c => c.ToString());
    }

    private static IEnumerable<string> Rows(string text, params IEnumerable<Fact>[] facts)
    {
        OptimizeAnswer answer = Solve(text, facts.SelectMany(static f => f));
        Assert.True(answer.Outcome == SizingOutcome.Optimal, string.Join("; ", answer.Clash.Concat(answer.Reasons)));
        return answer.Rows.Select(static r => r.ToString());
    }

    private static OptimizeAnswer Solve(string text, IEnumerable<Fact> facts) => OptimizeSolver.Solve(Rules.Program(text), "size", facts, EventTime.Zero, SolverLimits.Default);

    private static Fact[] Given(params (string Name, string Return)[] assets) =>
        [.. assets.Select(static a => new Fact("expected", Value.String(a.Name), Dec(decimal.Parse(a.Return, CultureInfo.InvariantCulture))))];

    private static Fact[] Correlated(string a, string b) => [new Fact("correlation", Value.String(a), Value.String(b), Dec(0.9m))];

    private static Fact[] Least(string name, int least) => [new Fact("least", Value.String(name), Dec(least))];

    private static Value Dec(decimal value) => Value.Decimal(new Dec8((long)(value * Dec8.Scale)));
}

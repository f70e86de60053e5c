using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Groups that are kept up to date member by member say what aggregating all members says: every aggregate, every kind of column, every way in which a member can fail.</summary>
public sealed class GroupTests(ITestOutputHelper output)
{
    private const string Given = """
        Decl n(K, V, X) descr [extensional(), key([K, V])] bound [/number, /number, /number].
        Decl d(K, V, X) descr [extensional(), key([K, V])] bound [/number, /name, /dec8].
        Decl x(K, V, X) descr [extensional(), key([K, V])] bound [/number, /number, /float64].
        Decl s(K, T)    descr [extensional()]              bound [/number, /string].
        Decl w(K, Y)    descr [extensional(), key([K])]    bound [/number, /number].

        """;

    public static TheoryData<string, string> Programs => new()
    {
        { "integers", Every("n(K, _, X)", "count()", "sum(X)", "avg(X)", "min(X)", "max(X)", "count_distinct(X)", "median(X)", "stddev(X)", "var_pop(X)", "collect(X)", "sum_if(X, X > 2)") },
        { "decimals", Every("d(K, _, X)", "count()", "sum(X)", "avg(X)", "min(X)", "max(X)", "count_distinct(X)", "median(X)", "quantile(X, 0.25)", "stddev(X)", "collect_distinct(X)", "sum_if(X, X > 2.0)") },
        { "floats", Every("x(K, _, X)", "sum(X)", "avg(X)", "min(X)", "max(X)", "median(X)", "stddev_pop(X)", "var(X)", "quantile(X, 0.9)", "sum_if(X, X < 1.5)") },
        { "texts", Every("s(K, X)", "count()", "min(X)", "max(X)", "count_distinct(X)", "collect(X)") },
        { "names and numbers", Every("d(K, V, X)", "argmax(V, X)", "argmin(V, X)", "count_distinct(V)", "count_distinct(V, X)", "min(V)", "max(V)", "collect(V, X)") },
        { "times of events", Every("n(K, _, X)", "first(X)", "last(X)", "count()") },
        { "one group of all", "all(N, S, M) :- n(_, _, X) |> do fn:group_by(), let N = fn:count(), let S = fn:sum(X), let M = fn:max(X)." },
        { "a column that nothing reads", "c(K, N) :- n(K, _, _) |> do fn:group_by(K), let N = fn:count().\nt(K, T) :- n(K, V, _) |> do fn:group_by(K), let T = fn:sum(V)." },
        { "joins and denials", "j(K, N, S) :- n(K, V, X), n(V, _, Y), !w(V, X) |> do fn:group_by(K), let N = fn:count(), let S = fn:sum(fn:mult(X, Y)).\nu(K, M) :- n(K, V, X), w(K, Y), !s(V, _), X != Y |> do fn:group_by(K), let M = fn:min(X)." },
        { "a key that is computed", "p(B, N, L) :- n(K, _, X) |> let B = fn:mod(X, 3) |> do fn:group_by(B), let N = fn:count(), let L = fn:max(K).\nq(B, K, S) :- n(K, _, X) |> let B = fn:div(6, X) |> do fn:group_by(B, K), let S = fn:stddev(X)." },
        { "members that fail", "f(K, S) :- n(K, _, X) |> do fn:group_by(K), let S = fn:sum(fn:div(12, X)).\ng(K, N, M) :- n(K, _, X), w(_, Y) |> do fn:group_by(K), let N = fn:count(), let M = fn:max(fn:div(X, Y))." },
        { "sums that do not fit", "big(K, S) :- n(K, _, X) |> do fn:group_by(K), let S = fn:sum(fn:mult(X, 2305843009213693951)).\nmid(K, A) :- n(K, _, X) |> do fn:group_by(K), let A = fn:avg(fn:mult(X, 2305843009213693951))." },
        { "after the group", "h(K, R, 7) :- n(K, _, X) |> do fn:group_by(K), let S = fn:sum(X), let N = fn:count() |> let R = fn:div(S, fn:minus(N, 2)).\ni(R) :- d(_, _, X) |> do fn:group_by(), let M = fn:max(X) |> let R = M + 1.0." },
        { "groups of groups", "a(K, S) :- n(K, _, X) |> do fn:group_by(K), let S = fn:sum(X).\nb(S, N) :- a(K, S) |> do fn:group_by(S), let N = fn:count().\nc(M) :- b(_, N) |> do fn:group_by(), let M = fn:max(N).\ne(K) :- a(K, S), c(S)." },
        { "several rules for one head", "t(K, N) :- n(K, _, _) |> do fn:group_by(K), let N = fn:count().\nt(K, N) :- s(K, _) |> do fn:group_by(K), let N = fn:count().\nt(K, Y) :- w(K, Y)." },
        { "a group over a recursion", "r(A, B) :- n(A, B, _).\nr(A, C) :- r(A, B), r(B, C).\nz(A, N, M) :- r(A, B) |> do fn:group_by(A), let N = fn:count(), let M = fn:min(B)." },
        { "a parameter", "param limit = 2 in [0, 9].\no(K, N) :- n(K, _, X), X > limit |> do fn:group_by(K), let N = fn:sum(X + limit)." },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void Groups_equal_the_reference_after_every_transaction(string name, string rules)
    {
        long changes = 0;
        for (int seed = 1; seed <= 4; seed++)
        {
            SessionPair pair = Play(rules, seed, SessionLimits.Default);
            pair.CompareDerivations(2);
            changes += pair.Changes;
        }

        output.WriteLine($"{name}: {changes} changes");
        Assert.True(changes > 40, $"only {changes} changes");
    }

    /// <summary>Groups of up to a hundred members, of whom the extreme ones often go, in windows with late events and without.</summary>
    [Theory]
    [InlineData(1, 1_000_000)]
    [InlineData(2, 1_000_000)]
    [InlineData(3, 420)]
    public void Large_groups_equal_the_reference_after_every_transaction(int seed, int budget)
    {
        SessionPair pair = new(
            """
            Decl x(K, V) descr [extensional(), key([K]), lateness(20ns)] bound [/number, /float64].
            Decl t(V, N) descr [extensional()] bound [/float64, /string].
            now_x(L, H, S, A) :- x(_, V) |> do fn:group_by(), let L = fn:min(V), let H = fn:max(V), let S = fn:sum(V), let A = fn:avg(V).
            past_x(L, H, S, A, D) :- x(_, V) over [0ns, 60ns] |> do fn:group_by(), let L = fn:min(V), let H = fn:max(V), let S = fn:sum(V), let A = fn:avg(V), let D = fn:count_distinct(V).
            half(P, L, H, F, E) :- x(K, V) over [0ns, 80ns] |> let P = fn:mod(K, 2) |> do fn:group_by(P), let L = fn:min(V), let H = fn:max(V), let F = fn:first(V), let E = fn:last(V).
            names(L, H, S) :- t(V, N) over rows 50 |> do fn:group_by(), let L = fn:min(N), let H = fn:max(N), let S = fn:sum_if(V, V > 0.0).
            """, SessionLimits.Default with { MaxCreatedFacts = budget }, EvaluationKind.Emitted);
        Random random = new(seed);
        double slope = 0;
        long now = 0;
        for (int step = 0; step < 300; step++)
        {
            // Values that rise and fall for long, so that the oldest is the extreme as often as the newest.
            slope = step % 60 < 30 ? 1.1 : -1.3;
            now += random.Next(0, 2);
            Fact[] facts = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(3) == 0
                ? new Fact("t", Value.Float64(random.NextDouble() - 0.3), Value.String($"n{(step * slope) + random.Next(9):F1}"))
                : new Fact("x", Value.Number(random.Next(80)), Value.Float64((step * slope) + (random.Next(40) / 7.0) + (random.Next(30) == 0 ? 1e18 : 0))))];
            pair.Commit(new EventTime(Math.Max(0, now - random.Next(3))), [.. facts.Select(f => random.Next(6) == 0 ? FactChange.Retract(f.Predicate == "x" ? new Fact("x", f.Arguments[0]) : f) : FactChange.Assert(f))]);
        }

        Assert.True(pair.Changes > 500 && (budget > 1000 || pair.RolledBack > 5), $"{pair.Changes} changes, {pair.RolledBack} rolled back");
    }

    [Fact]
    public void A_transaction_that_exceeds_its_budget_leaves_groups_as_they_were()
    {
        long changes = 0, rolledBack = 0;
        foreach (object[] program in Programs)
        {
            SessionPair pair = Play((string)program[1], 99, new SessionLimits { MaxCreatedFacts = 24 });
            (changes, rolledBack) = (changes + pair.Changes, rolledBack + pair.RolledBack);
        }

        output.WriteLine($"{changes} changes, {rolledBack} rolled back");
        Assert.True(changes > 100 && rolledBack > 50, $"{changes} changes, {rolledBack} rolled back");
    }

    private static string Every(string atom, params string[] aggregates) =>
        string.Join('\n', aggregates.Select((a, i) => $"p{i}(K, R) :- {atom} |> do fn:group_by(K), let R = fn:{a}."))
        + $"\nboth(K, A, B) :- {atom} |> do fn:group_by(K), let A = fn:{aggregates[0]}, let B = fn:{aggregates[^1]}.";

    private static SessionPair Play(string rules, int seed, SessionLimits limits)
    {
        SessionPair pair = new(Given + rules, limits);
        Random random = new(seed);
        for (int step = 1; step <= 80; step++)
        {
            if (pair.Program.Params.Length > 0 && step % 9 == 0)
            {
                pair.Set("limit", Value.Number(random.Next(5)));
            }

            pair.Commit(new EventTime(step / 3), [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Change(random))]);
        }

        return pair;
    }

    private static FactChange Change(Random random)
    {
        Value Small() => Value.Number(random.Next(5));
        Fact fact = random.Next(6) switch
        {
            0 or 1 => new Fact("n", Small(), Small(), Small()),
            2 => new Fact("d", Small(), Value.Name($"/v{random.Next(3)}"), Value.Decimal(new Dec8(random.Next(1, 9) * 50_000_001L))),
            3 => new Fact("x", Small(), Small(), Value.Float64(random.Next(1, 20) / 7.0)),
            4 => new Fact("s", Small(), Value.String($"t{random.Next(6)}")),
            _ => new Fact("w", Small(), Small()),
        };
        return random.Next(3) == 0 ? FactChange.Retract(fact.Predicate is "n" or "d" or "x" ? new Fact(fact.Predicate, fact.Arguments[0], fact.Arguments[1]) : fact) : FactChange.Assert(fact);
    }
}

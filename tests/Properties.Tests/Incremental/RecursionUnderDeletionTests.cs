using CryptoScalp.Rules.Primitives;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Recursive programs over graphs that gain and lose edges: what is left must be what a start from nothing would derive, no more (nothing may hold itself up) and no less.</summary>
public sealed class RecursionUnderDeletionTests(ITestOutputHelper output)
{
    private const string Given = """
        Decl edge(A, B) descr [extensional()] bound [/number, /number].
        Decl mark(A) descr [extensional()] bound [/number].
        Decl weight(A, W) descr [extensional(), key([A])] bound [/number, /number].

        """;

    public static TheoryData<string, string> Programs => new()
    {
        { "right-linear", "path(X, Y) :- edge(X, Y). path(X, Z) :- path(X, Y), edge(Y, Z)." },
        { "left-linear", "path(X, Y) :- edge(X, Y). path(X, Z) :- edge(X, Y), path(Y, Z)." },
        { "non-linear", "path(X, Y) :- edge(X, Y). path(X, Z) :- path(X, Y), path(Y, Z)." },
        { "cubic", "path(X, Y) :- edge(X, Y). path(X, W) :- path(X, Y), path(Y, Z), path(Z, W)." },
        { "both ways", "near(X, Y) :- edge(X, Y). near(X, Y) :- near(Y, X). near(X, Z) :- near(X, Y), near(Y, Z)." },
        { "mutual", "odd(X, Y) :- edge(X, Y). odd(X, Z) :- even(X, Y), edge(Y, Z). even(X, Z) :- odd(X, Y), edge(Y, Z)." },
        { "three in a ring", "a(X) :- mark(X). a(Y) :- c(X), edge(X, Y). b(X) :- a(X), weight(X, W), W > 1. c(Y) :- b(X), edge(X, Y). c(X) :- b(X), mark(X)." },
        { "same generation", "same(X, Y) :- edge(X, P), edge(Y, P), X != Y. same(X, Y) :- edge(X, P), same(P, Q), edge(Y, Q)." },
        { "denied below", "shut(X) :- mark(X), !weight(X, _). path(X, Y) :- edge(X, Y), !shut(Y). path(X, Z) :- path(X, Y), edge(Y, Z), !shut(Z)." },
        { "denied twice", "path(X, Y) :- edge(X, Y), !mark(X). path(X, Z) :- path(X, Y), edge(Y, Z), !mark(Z), !edge(Z, Y)." },
        { "bounded values", "dist(X, 0) :- mark(X). dist(Y, N) :- dist(X, M), edge(X, Y), N = M + 1, N < 6." },
        { "heads with expressions", "up(X, X + 1) :- edge(X, _). up(X, N + 1) :- up(X, N), weight(X, W), N < W." },
        { "constants and repeats", "r(X, X, 1) :- mark(X). r(X, Y, 2) :- r(X, X, 1), edge(X, Y). r(Y, Y, 1) :- r(_, Y, 2), !weight(Y, 0). r(0, Y, K) :- r(1, Y, K)." },
        { "groups into the layer", "best(X, N) :- edge(X, Y) |> do fn:group_by(X), let N = fn:max(Y). best(Y, N) :- best(X, N), edge(X, Y), Y > X." },
        { "layers above", "path(X, Y) :- edge(X, Y). path(X, Z) :- path(X, Y), path(Y, Z). loop(X) :- path(X, X). calm(X) :- mark(X), !loop(X). far(X, Y) :- calm(X), edge(X, Y). far(X, Z) :- far(X, Y), edge(Y, Z), !loop(Z)." },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void What_is_left_is_what_a_start_from_nothing_derives(string name, string rules)
    {
        long changes = 0;
        for (int seed = 1; seed <= 12; seed++)
        {
            changes += Play(rules, seed, nodes: 3 + (seed % 7));
        }

        output.WriteLine($"{name}: {changes} derived changes");
        Assert.True(changes > 100, $"only {changes} changes");
    }

    /// <summary>A transaction that fails in the middle of a layer must leave rows, and the order in which they were found, as they were: what follows would go wrong otherwise.</summary>
    [Fact]
    public void Transactions_that_exceed_their_budget_leave_no_trace()
    {
        long changes = 0, rolledBack = 0;
        foreach (object[] program in Programs)
        {
            for (int seed = 1; seed <= 6; seed++)
            {
                SessionPair pair = Played((string)program[1], 500 + seed, nodes: 5, new SessionLimits { MaxCreatedFacts = 6 + (seed * 3) });
                (changes, rolledBack) = (changes + pair.Changes, rolledBack + pair.RolledBack);
            }
        }

        output.WriteLine($"{changes} derived changes, {rolledBack} transactions rolled back");
        Assert.True(changes > 1000 && rolledBack > 100, $"{changes} changes, {rolledBack} rolled back");
    }

    /// <summary>Many random graphs; set SCALP_LONG to the number of seeds a program.</summary>
    [Fact]
    public void A_long_run_agrees_as_well()
    {
        int seeds = int.TryParse(Environment.GetEnvironmentVariable("SCALP_LONG"), out int asked) ? asked : 1;
        long changes = 0;
        foreach (object[] program in Programs)
        {
            for (int seed = 1000; seed < 1000 + seeds; seed++)
            {
                changes += Play((string)program[1], seed, nodes: 2 + (seed % 11));
            }
        }

        output.WriteLine($"{changes} derived changes");
        Assert.True(changes > 100);
    }

    private static long Play(string rules, int seed, int nodes) => Played(rules, seed, nodes, SessionLimits.Default).Changes;

    private static SessionPair Played(string rules, int seed, int nodes, SessionLimits limits)
    {
        SessionPair pair = new(Given + rules, limits);
        Random random = new(seed);
        string[] derived = [.. pair.Program.Predicates.Where(static p => p.IsDerived && !p.IsExtensional).Select(static p => p.Name)];
        for (int step = 0; step < 30; step++)
        {
            int count = step % 10 == 0 ? 3 * nodes : 1 + random.Next(3);
            pair.Commit(EventTime.Zero, [.. Enumerable.Range(0, count).Select(_ => Change(pair, derived, random, nodes))]);
        }

        pair.CompareDerivations(2);
        return pair;
    }

    /// <summary>Half of the changes take something away; a few give or take facts of derived predicates.</summary>
    private static FactChange Change(SessionPair pair, string[] derived, Random random, int nodes)
    {
        string predicate = random.Next(20) switch { < 13 => "edge", < 15 => "mark", < 17 => "weight", _ => derived[random.Next(derived.Length)] };
        int arity = pair.Program.FindPredicate(predicate)?.Arity ?? 0;
        if (arity == 0)
        {
            (predicate, arity) = ("edge", 2);
        }

        Fact fact = new(predicate, [.. Enumerable.Range(0, arity).Select(_ => Value.Number(random.Next(nodes)))]);
        return random.Next(2) == 0 ? FactChange.Retract(fact) : FactChange.Assert(fact);
    }
}

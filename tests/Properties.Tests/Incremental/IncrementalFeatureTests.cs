using CryptoScalp.Rules.Primitives;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Programs that use what random ones do not: time, parameters, floats, every sort of aggregate, built-in predicates, budgets.</summary>
public sealed class IncrementalFeatureTests(ITestOutputHelper output)
{
    private const string Declarations =
        """
        Decl q(S, V, P)  descr [extensional(), key([S, V])] bound [/number, /number, /float64].
        Decl lot(S, N)   descr [extensional(), key([S])]    bound [/number, /number].
        Decl tag(S, L)   descr [extensional()]              bound [/number, /number].
        Decl edge(A, B)  descr [extensional()]              bound [/number, /number].

        """;

    [Theory]
    [InlineData("mean(S, M) :- q(S, _, P) |> do fn:group_by(S), let M = fn:avg(P).\nwide(S) :- q(S, _, P), mean(S, M), P > M * 1.5.\ncalm(S) :- lot(S, _), !wide(S).")]
    [InlineData("n(C) :- q(_, _, _) |> do fn:group_by(), let C = fn:count().\nall(L) :- lot(S, N) |> do fn:group_by(), let L = fn:collect(N).\nempty(S) :- lot(S, _), !tag(S, _), !n(3).")]
    [InlineData("last_price(S, L) :- q(S, _, P) |> do fn:group_by(S), let L = fn:last(P).\nopening(S, F) :- q(S, _, P) |> do fn:group_by(S), let F = fn:first(P).\ndiff(S, D) :- last_price(S, L), opening(S, F), D = L - F.")]
    [InlineData("seen(S, V) :- q(S, V, _).\nseen(S, V) :- tag(S, V), seen(S, _).\nrecent(S, L) :- seen(S, V) |> do fn:group_by(S), let L = fn:last(V).")]
    [InlineData("param level = 20.0 in [0.0, 100.0].\nhigh(S, V) :- q(S, V, P), P > level.\nonly(S) :- high(S, V), !high(S, 0), tag(S, V).")]
    [InlineData("at(S, T) :- lot(S, _), T = now.\nquiet(T) :- T = now, !tag(_, _).\nmore(S) :- at(S, _), tag(S, _).")]
    [InlineData("part(S, X) :- lot(S, N), X = 12 / N.\nwhole(S, X) :- lot(S, N), X = div(12, N).\nsum(B, T) :- lot(S, N) |> let B = fn:mod(S, 2) |> do fn:group_by(B), let T = fn:sum(N).")]
    [InlineData("band(B, C) :- q(S, V, P), tag(S, V) |> let B = fn:div(12, V) |> do fn:group_by(B), let C = fn:count() |> let D = fn:plus(C, 1).\ntwice(B) :- band(B, C), C > 1.")]
    [InlineData("items([1, 2, 3]).\nitem(X) :- items(L), :list:member(X, L).\nchosen(S, X) :- lot(S, X), item(X).\nodd(S) :- lot(S, N), !chosen(S, N).")]
    [InlineData("reach(A, B) :- edge(A, B).\nreach(A, C) :- reach(A, B), reach(B, C).\ncut(A, B) :- edge(A, B), !reach(B, A).\nsize(A, N) :- reach(A, _) |> do fn:group_by(A), let N = fn:count().")]
    [InlineData("even(A) :- edge(A, A).\neven(B) :- odd(A), edge(A, B), !tag(B, B).\nodd(B) :- even(A), edge(A, B).\nodd(N) :- lot(_, N), N > 2.\nboth(A) :- even(A), odd(A).")]
    [InlineData("best(S, V, P) :- q(S, V, P), !better(S, P).\nbetter(S, P) :- q(S, _, P), q(S, _, Q), Q > P.\nrank(S, A) :- q(S, V, P) |> do fn:group_by(S), let A = fn:argmax(V, P).\nspread(S, D) :- q(S, _, P) |> do fn:group_by(S), let D = fn:stddev(P).")]
    [InlineData("self(A) :- edge(A, A).\nnone() :- !edge(_, _).\nloop(A) :- lot(A, _), !edge(A, A), !none().\npair(A, B) :- tag(A, B), tag(B, A), A < B.")]
    [InlineData("tag2(S, L) :- tag(S, L).\ntag(S, 4) :- lot(S, 4).\nmine(S) :- tag(S, _), !tag2(S, 1).")]
    public void A_program_of_every_feature_under_random_transactions(string rules)
    {
        Random random = new(77);
        SessionPair pair = new(Declarations.Replace("Decl tag(S, L)   descr [extensional()] ", rules.Contains("tag(S, 4) :-", StringComparison.Ordinal) ? "Decl tag(S, L) " : "Decl tag(S, L)   descr [extensional()] ", StringComparison.Ordinal) + rules);
        for (int step = 1; step <= 250; step++)
        {
            if (pair.Program.Params.Length > 0 && step % 7 == 0)
            {
                pair.Set("level", Value.Float64(random.Next(60)));
            }

            pair.Commit(new EventTime(step / 3), [.. Enumerable.Range(0, random.Next(4)).Select(_ => Change(random))]);
            if (step % 10 == 0)
            {
                pair.CompareDerivations(4);
            }
        }

        output.WriteLine($"{pair.Changes} changes, {pair.Derivations} derivations");
        Assert.True(pair.Changes > 20 && pair.Derivations > 10);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(40)]
    [InlineData(90)]
    public void A_breached_budget_leaves_the_state_before_in_both(int budget)
    {
        Random random = new(budget);
        SessionPair pair = new(
            Declarations + "reach(A, B) :- edge(A, B).\nreach(A, C) :- reach(A, B), edge(B, C).\nn(A, N) :- reach(A, _) |> do fn:group_by(A), let N = fn:count().\ntwo(A, B) :- reach(A, _), reach(B, _).\nup(N) :- lot(_, N).\nup(M) :- up(N), tag(_, 4), M = N + 1.",
            new SessionLimits { MaxCreatedFacts = budget });
        for (int step = 1; step <= 200; step++)
        {
            pair.Commit(new EventTime(step), [.. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => Change(random))]);
        }

        pair.CompareDerivations(3);
        output.WriteLine($"{pair.RolledBack} rolled back");
        Assert.True(pair.RolledBack is > 5 and < 195, $"{pair.RolledBack}");
    }

    private static FactChange Change(Random random)
    {
        Value Small() => Value.Number(random.Next(5));
        Fact fact = random.Next(6) switch
        {
            0 or 1 => new Fact("q", Small(), Small(), Value.Float64(random.Next(1, 400) / 7.0)),
            2 => new Fact("lot", Small(), Small()),
            3 => new Fact("tag", Small(), Small()),
            _ => new Fact("edge", Small(), Small()),
        };
        return random.Next(5) switch
        {
            0 or 1 when fact.Predicate is "q" => FactChange.Retract(new Fact("q", fact.Arguments[0], fact.Arguments[1])),
            0 or 1 => FactChange.Retract(fact),
            _ => FactChange.Assert(fact),
        };
    }
}

using CryptoScalp.Rules.Primitives;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Rules with a memory: steps that change stored rows, thresholds with hysteresis.</summary>
public sealed class IncrementalStateTests(ITestOutputHelper output)
{
    private const string Declarations =
        """
        Decl q(S, P)  descr [extensional(), key([S])] bound [/number, /number].
        Decl e(A, B)  descr [extensional()] bound [/number, /number].

        """;

    [Theory]
    [InlineData("Decl s(A, N) descr [key([A])] bound [/number, /number].\nassert s(A, N) :- e(A, _), q(A, N), !s(A, _).\nassert s(A, M) :- s(A, N), e(A, N), N < 4, M = N + 1.\nretract s(A, N) :- s(A, N), !e(A, _).\nbig(A) :- s(A, N), N > 2.")]
    [InlineData("Decl on(A) descr [] bound [/number].\nassert on(A) :- q(A, P), P > 3.\nretract on(A) :- on(A), q(A, P), P < 2.\nassert on(B) :- on(A), e(A, B), A != B.\nlit(N) :- on(_) |> do fn:group_by(), let N = fn:count().\nlong(A) :- [-[0ns, 4ns] on(A).\nseen(A, N) :- on(A) over [0ns, 6ns] |> do fn:group_by(A), let N = fn:count().")]
    [InlineData("Decl last(A, P) descr [key([A])] bound [/number, /number].\nassert last(A, P) :- q(A, P).\nmoved(A) :- q(A, P), last(A, L), P != L.\nold(A) :- last(A, _), !q(A, _).\nretract last(A, P) :- old(A), last(A, P), e(A, P).")]
    [InlineData("Decl flip(A) descr [] bound [/number].\nassert flip(A) :- e(A, 0), !flip(A).\nretract flip(A) :- e(A, 1), flip(A).\nn(N) :- flip(A) |> do fn:group_by(), let N = fn:sum(A).")]
    [InlineData("Decl c(K, V) descr [key([K])] bound [/number, /number].\nassert c(0, V) :- q(_, V), e(_, V).\nhas(V) :- c(_, V).")]
    [InlineData("#[hysteresis(enter: 4, exit: 2)]\nwild(S, P) :- q(S, P), P > 4.\ncalm(S) :- q(S, _), !wild(S, _).\nlong(S) :- [-[0ns, 3ns] wild(S, _).")]
    [InlineData("#[hysteresis(enter: 3, exit: 1)]\nover(B, T) :- q(A, P), e(A, B), T = P + A, T >= 3.\nn(N) :- over(_, _) |> do fn:group_by(), let N = fn:count().\n#[hysteresis(enter: 2, exit: 3)]\nlow(S) :- q(S, P), !over(S, _), P < 2.")]
    [InlineData("param limit = 3 in [0, 10].\nDecl alarm(S) descr [] bound [/number].\n#[hysteresis(enter: limit, exit: 1)]\nassert alarm(S) :- q(S, P), P > limit.\nretract alarm(S) :- alarm(S), e(S, S).\nout(S, T) :- alarm(S), T = now.")]
    public void Rules_with_a_memory_under_random_transactions(string rules)
    {
        long steps = 0, conflicts = 0;
        for (int seed = 0; seed < 4; seed++)
        {
            Random random = new(seed);
            SessionPair pair = new(Declarations + rules, SessionLimits.Default with { MaxStateSteps = 6 });
            long now = 0;
            for (int step = 1; step <= 80; step++)
            {
                now += random.Next(3);
                if (pair.Program.Params.Length > 0 && step % 9 == 0)
                {
                    pair.Set("limit", Value.Number(random.Next(6)));
                }

                pair.Commit(new EventTime(now), [.. Enumerable.Range(0, random.Next(4)).Select(_ => Change(random, pair))]);
                if (step % 10 == 0)
                {
                    pair.CompareDerivations(5);
                }
            }

            (steps, conflicts) = (steps + pair.Changes, conflicts + pair.Broken);
        }

        output.WriteLine($"{steps} changes, {conflicts} broken");
        Assert.True(steps > 40, $"{steps}");
    }

    private static FactChange Change(Random random, SessionPair pair)
    {
        Value Small(int below) => Value.Number(random.Next(below));
        string[] stored = [.. pair.Program.Predicates.Where(static p => p.IsStored).Select(static p => p.Name)];
        Fact fact = random.Next(7) switch
        {
            0 or 1 or 2 => new Fact("q", Small(4), Small(6)),
            3 when stored.Length > 0 => new Fact(stored[0], [.. pair.Program.FindPredicate(stored[0])!.Types.Select(_ => Small(4))]),
            _ => new Fact("e", Small(4), Small(4)),
        };
        return random.Next(3) > 0 ? FactChange.Assert(fact) : FactChange.Retract(fact);
    }
}

using CryptoScalp.Rules.Primitives;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Merges and certainties: rows that several derivations make one.</summary>
public sealed class IncrementalLatticeTests(ITestOutputHelper output)
{
    private const string Declarations =
        """
        Decl edge(A, B, W) descr [extensional(), key([A, B])] bound [/number, /number, /number].
        Decl link(A, B, C) descr [extensional(), tag(/maxmin), key([A, B])] bound [/number, /number, /float64].
        Decl hint(A, C) descr [extensional(), tag(/noisyor)] bound [/number, /float64].

        """;

    [Theory]
    [InlineData("Decl dist(A, B, D) descr [merge([D], \"min2\")] bound [/number, /number, /number].\ndist(A, B, W) :- edge(A, B, W).\ndist(A, C, D) :- dist(A, B, X), edge(B, C, W), D = X + W.\nnear(A, N) :- dist(A, _, D), D < 6 |> do fn:group_by(A), let N = fn:count().\nlong(A, B) :- [-[0ns, 3ns] dist(A, B, _).")]
    [InlineData("Decl dist(A, B, D) descr [merge([D], \"min2\")] bound [/number, /number, /number].\ndist(A, B, W) :- edge(A, B, W).\ndist(A, C, D) :- dist(A, B, X), edge(B, C, W), Y = X + W |> do fn:group_by(A, C), let D = fn:min(Y).\nfar(A) :- dist(A, _, D), D > 9.")]
    [InlineData("Decl best(A, P) descr [merge([P], \"shorter\")] bound [/number, /any].\nDecl shorter(P1, P2, P) descr [mode('+', '+', '-'), deferred()].\nbest(A, [A, B]) :- edge(A, B, _).\nbest(A, [A, B, C]) :- edge(A, B, _), edge(B, C, _).\nshorter(A, B, C) :- fn:list:len(A) < fn:list:len(B), C = A.\nshorter(A, B, C) :- fn:list:len(B) <= fn:list:len(A), C = B.\nhas(A) :- best(A, _).")]
    [InlineData("Decl reach(A, B, C) descr [tag(/maxmin)] bound [/number, /number, /float64].\nreach(A, B, 1.0) :- link(A, B, _).\nreach(A, C, 0.9) :- reach(A, B, _), link(B, C, _).\nsure(A, B) :- reach(A, B, C), C > 0.5.\nnone(A) :- edge(A, _, _), !reach(A, _, _).")]
    [InlineData("Decl any(A, C) descr [tag(/noisyor)] bound [/number, /float64].\nDecl some(A, C) descr [tag(/topk, 3)] bound [/number, /float64].\nDecl more(A, C) descr [tag(/topk, 2)] bound [/number, /float64].\nany(A, 0.5) :- edge(A, _, _).\nany(B, 0.8) :- edge(_, B, _), hint(B, _).\nsome(A, 1.0) :- hint(A, _), link(A, _, _).\nsome(A, 0.7) :- edge(A, _, _).\nmore(A, 1.0) :- some(A, _), hint(A, _).\nmore(B, 0.9) :- some(A, _), link(A, B, _).\nhigh(A) :- more(A, C), C > 0.3.")]
    public void Combined_rows_under_random_transactions(string rules) => Run(rules, 100_000);

    /// <summary>Two combined atoms in one body, plain predicates between combined ones, and rules that take back what a better value replaced; some never settle and spend the budget.</summary>
    [Theory]
    [InlineData("Decl dist(A, B, D) descr [merge([D], \"min2\")] bound [/number, /number, /number].\ndist(A, B, W) :- edge(A, B, W).\ndist(A, C, D) :- dist(A, B, X), dist(B, C, Y), D = X + Y.\nnear(A, B) :- dist(A, B, D), D < 6.")]
    [InlineData("Decl dist(A, B, D) descr [merge([D], \"max2\")] bound [/number, /number, /number].\ndist(A, B, W) :- edge(A, B, W).\nopen(A, B) :- dist(A, B, X), X < 5.\ndist(A, C, D) :- open(A, B), edge(B, C, W), D = W + 1.")]
    [InlineData("Decl dist(A, B, D) descr [merge([D], \"max2\")] bound [/number, /number, /number].\ndist(A, B, W) :- edge(A, B, W).\ndist(A, C, D) :- dist(A, B, X), dist(B, C, Y), X != Y, D = 7 - X.\nhop(A, B) :- hop(B, A), dist(A, B, _).\nhop(A, B) :- dist(A, B, D), D > 6.\ndist(A, A, 3) :- hop(A, _).")]
    [InlineData("Decl reach(A, B, C) descr [tag(/maxmin)] bound [/number, /number, /float64].\nreach(A, B, 1.0) :- link(A, B, _).\nreach(A, C, V) :- reach(A, B, X), reach(B, C, _), V = 1.3 - X.\nsure(A, B) :- reach(A, B, C), C > 0.5.")]
    public void Combined_rows_that_may_never_settle(string rules) => Run(rules, 300);

    private void Run(string rules, long limit)
    {
        long changes = 0, broken = 0;
        for (int seed = 0; seed < 5; seed++)
        {
            Random random = new(seed);
            SessionPair pair = new(Declarations + rules, SessionLimits.Default with { MaxCreatedFacts = seed == 4 ? 60 : limit });
            for (int step = 1; step <= 40; step++)
            {
                pair.Commit(new EventTime(step), [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Change(random, pair))]);
                if (step % 8 == 0)
                {
                    pair.CompareDerivations(4);
                }
            }

            (changes, broken) = (changes + pair.Changes, broken + pair.Broken + pair.RolledBack);
        }

        output.WriteLine($"{changes} changes, {broken} rolled back");
        Assert.True(changes > 100, $"{changes}");
    }

    private static FactChange Change(Random random, SessionPair pair)
    {
        Value Small() => Value.Number(random.Next(5));
        Value Certainty() => Value.Float64(random.Next(25) == 0 ? 1.5 : random.Next(0, 101) / 100.0);
        Fact fact = random.Next(8) switch
        {
            0 or 1 when pair.Program.FindPredicate("link") is not null => new Fact("link", Small(), Small(), Certainty()),
            2 when pair.Program.FindPredicate("hint") is not null => new Fact("hint", Small(), Certainty()),
            3 when pair.Program.FindPredicate("dist") is not null => new Fact("dist", Small(), Small(), Value.Number(random.Next(12))),
            _ => new Fact("edge", Small(), Small(), Value.Number(random.Next(9))),
        };
        return random.Next(3) > 0 ? FactChange.Assert(fact) : FactChange.Retract(fact);
    }
}

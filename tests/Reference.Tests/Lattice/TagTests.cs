using CryptoScalp.Rules.Primitives;
using static CryptoScalp.Rules.Reference.Tests.Texts;

namespace CryptoScalp.Rules.Reference.Tests;

/// <summary>Certainties against enumeration: of all simple paths for /maxmin, of all worlds for the probabilities.</summary>
public sealed class TagTests
{
    private const int Nodes = 5;

    [Fact]
    public void Maxmin_is_the_best_of_all_paths_by_their_weakest_link_also_in_cycles()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            Random random = new(seed);
            double[,] links = new double[Nodes, Nodes];
            ReferenceSession session = Start("""
                Decl link(A, B, C) descr [extensional(), tag(/maxmin)] bound [/number, /number, /float64].
                Decl reach(A, B, C) descr [tag(/maxmin)] bound [/number, /number, /float64].
                reach(A, B, 1.0) :- link(A, B, _).
                reach(A, C, 0.9) :- reach(A, B, _), link(B, C, _).
                """);
            List<FactChange> changes = [];
            for (int i = 0; i < 9; i++)
            {
                (int a, int b) = (random.Next(Nodes), random.Next(Nodes));
                if (links[a, b] == 0)
                {
                    changes.Add(Plus("link", a, b, links[a, b] = random.Next(1, 100) / 100.0));
                }
            }

            session.Commit(new EventTime(1), changes);

            Assert.Equal(string.Join(' ', Best(links).Order()), session.Facts("reach"));
            Assert.All(session.FactsOf("reach"), f => Assert.True(IsLower(session, f)));
        }
    }

    [Fact]
    public void Noisy_or_and_the_likeliest_proofs_agree_with_all_worlds()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            Random random = new(seed);
            double[] a = Certainties(random), b = Certainties(random);
            double weight = random.Next(1, 11) / 10.0;
            ReferenceSession session = Start(FormattableString.Invariant($"""
                Decl a(I, C) descr [extensional(), tag(/noisyor)] bound [/number, /float64].
                Decl b(I, C) descr [extensional(), tag(/noisyor)] bound [/number, /float64].
                Decl any(C) descr [tag(/noisyor)] bound [/float64].
                Decl some(C) descr [tag(/topk(8))] bound [/float64].
                Decl shared(C) descr [tag(/topk, 8)] bound [/float64].
                any({weight:0.0}) :- a(I, _), b(I, _).
                some({weight:0.0}) :- a(I, _), b(I, _).
                shared(1.0) :- a(0, _), b(I, _).
                shared(1.0) :- a(0, _), a(1, _).
                """));
            session.Commit(new EventTime(1), [.. a.Select((c, i) => Plus("a", i, c)), .. b.Select((c, i) => Plus("b", i, c))]);

            double pairs = Worlds(a, b, weight, static (x, y, rule) => Enumerable.Range(0, 3).Any(i => x[i] && y[i] && rule[i]));
            double shared = Worlds(a, b, 1, static (x, y, _) => x[0] && (x[1] || y.Contains(true)));
            Assert.Equal(pairs, Certainty(session, "any"), 9);
            Assert.Equal(pairs, Certainty(session, "some"), 9);
            Assert.Equal(shared, Certainty(session, "shared"), 9);
        }
    }

    [Fact]
    public void Fewer_proofs_give_a_lower_bound_from_the_likeliest()
    {
        ReferenceSession session = Start("""
            Decl a(I, C) descr [extensional(), tag(/noisyor)] bound [/number, /float64].
            Decl one(C) descr [tag(/topk, 1)] bound [/float64].
            Decl two(C) descr [tag(/topk, 2)] bound [/float64].
            one(1.0) :- a(_, _).
            two(1.0) :- a(_, _).
            """);

        session.Commit(new EventTime(1), [Plus("a", 1, 0.5), Plus("a", 2, 0.25), Plus("a", 3, 0.125)]);

        Assert.Equal("one(0.5) two(0.625)", session.Facts("one", "two"));
    }

    [Fact]
    public void The_order_of_rules_and_facts_does_not_matter_to_the_bit()
    {
        const string Head = "Decl a(I, C) descr [extensional(), tag(/noisyor)] bound [/number, /float64]. Decl p(C) descr [tag(/noisyor)] bound [/float64].";
        string[] rules = ["p(0.3) :- a(1, _).", "p(0.7) :- a(2, _).", "p(0.1) :- a(I, _), I > 0.", "p(0.9) :- a(3, _), a(1, _)."];
        FactChange[] facts = [Plus("a", 1, 0.1), Plus("a", 2, 0.2), Plus("a", 3, 0.3)];
        HashSet<string> results = [];
        for (int seed = 0; seed < 20; seed++)
        {
            Random random = new(seed);
            random.Shuffle(rules);
            random.Shuffle(facts);
            ReferenceSession session = Start(Head + string.Concat(rules));
            session.Commit(new EventTime(1), facts);
            results.Add(session.Facts("p"));
        }

        Assert.Single(results);
    }

    [Fact]
    public void A_certainty_outside_0_to_1_rolls_back_and_a_weight_outside_fails()
    {
        ReferenceSession session = Start("""
            Decl a(I, C) descr [extensional(), tag(/noisyor)] bound [/number, /float64].
            Decl p(C) descr [tag(/maxmin)] bound [/float64].
            p(W) :- a(I, _), W = fn:to_float64(I).
            """);

        TransactionResult broken = session.Commit(new EventTime(1), [Plus("a", 1, 1.5)]);
        TransactionResult failed = session.Commit(new EventTime(2), [Plus("a", 2, 0.5)]);

        Assert.Equal((TransactionOutcome.PromiseBroken, "a(1, 1.5) has the certainty 1.5; it must be from 0 to 1"), (broken.Outcome, broken.Problem));
        Assert.Equal(("", 1L), (session.Facts("p"), Assert.Single(failed.FailedLiterals).Value));
    }

    private static bool IsLower(ReferenceSession session, Fact fact)
    {
        Derivation derivation = session.DerivationOf(fact)!;
        return derivation.Premises.All(p => (session.DerivationOf(p)?.Height ?? 0) < derivation.Height);
    }

    private static double Certainty(ReferenceSession session, string predicate) => session.FactsOf(predicate) is [{ } fact] ? fact.Arguments[0].AsFloat64 : 0;

    private static double[] Certainties(Random random) => [.. Enumerable.Range(0, 3).Select(_ => random.Next(1, 100) / 100.0)];

    /// <summary>The weight of the worlds in which it holds; each event (three of each, and a firing a pair) happens or not.</summary>
    private static double Worlds(double[] a, double[] b, double weight, Func<bool[], bool[], bool[], bool> holds)
    {
        double[] chances = [.. a, .. b, weight, weight, weight];
        double sum = 0;
        for (int world = 0; world < 1 << chances.Length; world++)
        {
            bool[] happens = [.. Enumerable.Range(0, chances.Length).Select(i => (world >> i & 1) == 1)];
            double chance = 1;
            for (int i = 0; i < chances.Length; i++)
            {
                chance *= happens[i] ? chances[i] : 1 - chances[i];
            }

            sum += holds(happens[..3], happens[3..6], happens[6..]) ? chance : 0;
        }

        return sum;
    }

    /// <summary>Every walk without a repeated link, its weakest link, and 0.9 for every step after the first.</summary>
    private static List<Fact> Best(double[,] links)
    {
        double[,] best = new double[Nodes, Nodes];
        void Walk(int start, int at, double certainty, HashSet<(int, int)> used)
        {
            for (int next = 0; next < Nodes; next++)
            {
                if (links[at, next] > 0 && used.Add((at, next)))
                {
                    double here = Math.Min(Math.Min(certainty, links[at, next]), used.Count > 1 ? 0.9 : 1);
                    best[start, next] = Math.Max(best[start, next], here);
                    Walk(start, next, here, used);
                    used.Remove((at, next));
                }
            }
        }

        List<Fact> facts = [];
        for (int a = 0; a < Nodes; a++)
        {
            Walk(a, a, 1, []);
            for (int b = 0; b < Nodes; b++)
            {
                facts.AddRange(best[a, b] > 0 ? [Fact("reach", a, b, best[a, b])] : Array.Empty<Fact>());
            }
        }

        return facts;
    }
}

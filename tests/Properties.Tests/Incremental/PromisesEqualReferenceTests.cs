using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>What declarations promise is kept by the engine as the reference evaluator keeps it: the same transactions are refused, with the same words, and a refused one leaves no trace.</summary>
public sealed class PromisesEqualReferenceTests(ITestOutputHelper output)
{
    private static readonly (string Name, int Arity)[] Given = [("e", 1), ("f", 2), ("g", 2), ("h", 3)];

    /// <summary>Programs a seed; <c>SCALP_RANDOM_PROGRAMS</c> asks for a longer run.</summary>
    private static int ProgramsEach =>
        int.TryParse(Environment.GetEnvironmentVariable("SCALP_RANDOM_PROGRAMS"), System.Globalization.CultureInfo.InvariantCulture, out int programs) ? programs : 60;

    [Theory]
    [InlineData(3001)]
    [InlineData(3002)]
    [InlineData(3003)]
    public void Random_programs_with_random_promises(int seed)
    {
        ProgramGenerator generator = new(seed);
        PromisingProgramText text = new(seed);
        Random random = new(seed);
        long changes = 0, broken = 0, transactions = 0;
        for (int i = 0; i < ProgramsEach; i++)
        {
            string rules = text.Of(generator.Next());
            while (RuleBinder.Bind([SyntaxTree.Parse("test.rules", rules)], BindOptions.Default).Program is null)
            {
                rules = text.Of(generator.Next());
            }

            SessionPair pair = new(rules, null, i % 4 == 0 ? EvaluationKindOf(i) : EvaluationKind.Interpreted);
            for (int step = 1; step <= 20; step++, transactions++)
            {
                pair.Commit(new EventTime(step / 2), [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => RandomChange(pair.Program, random))]);
            }

            (changes, broken) = (changes + pair.Changes, broken + pair.Broken);
        }

        output.WriteLine($"{transactions} transactions, {broken} refused, {changes} derived changes");
        Assert.True(broken > transactions / 20 && broken < transactions && changes > ProgramsEach, $"{transactions} transactions, {broken} refused, {changes} derived changes");
    }

    /// <summary>Stored rows, recursion that creates values, combined rows, types that only <c>/any</c> joins, lateness: what the generator does not make.</summary>
    [Theory]
    [InlineData("Decl s(X) descr [limit(3)] bound [/number].\nDecl e(X) descr [extensional()] bound [/number].\nassert s(X) :- e(X).\nretract s(X) :- s(X), e(Y), Y = X + 1.")]
    [InlineData("Decl s(X, Y) descr [fundep([Y], [X])] bound [/number, /number] inclusion [e(X)].\nDecl e(X) descr [extensional()] bound [/number].\nDecl f(X, Y) descr [extensional(), key([X])] bound [/number, /number].\nassert s(X, Y) :- f(X, Y).\nretract s(X, Y) :- s(X, Y), !f(X, Y), e(Y).")]
    [InlineData("Decl n(X) descr [limit(6)] bound [/number].\nDecl e(X) descr [extensional()] bound [/number].\nn(X) :- e(X).\nn(Y) :- n(X), !f(X, X), Y = X + 1.\nDecl f(X, Y) descr [extensional()] bound [/number, /number].\nm(X, N) :- n(X) |> do fn:group_by(X), let N = fn:count().")]
    [InlineData("Decl d(A, B, D) descr [merge([D], \"min2\"), limit(5), fundep([A, B], [D]), fundep([A], [D])] bound [/number, /number, /number].\nDecl f(X, Y) descr [extensional()] bound [/number, /number].\nd(X, Y, W) :- f(X, Y), W = X + Y.\nd(X, Z, W) :- d(X, Y, V), f(Y, Z), W = V + 1.")]
    [InlineData("Decl f(X, Y) descr [extensional(), fundep([X], [Y])] bound [/any, /number] inclusion [e(Y), e(X)].\nDecl e(X) descr [extensional()] bound [/any].\nq(X) :- f(X, _).")]
    [InlineData("Decl f(X, Y) descr [extensional(), lateness(2ns), ttl(4ns), fundep([X], [Y])] bound [/number, /number] inclusion [p(Y)].\nDecl e(X) descr [extensional(), ttl(3ns)] bound [/number].\np(X) :- <-[0ns, 5ns] e(X).\nDecl p(X) descr [limit(4)] bound [/number].")]
    [InlineData("Decl a() descr [extensional()].\nDecl e(X) descr [extensional(), limit(2)] bound [/number] inclusion [f(_, _), f(1, _)].\nDecl f(X, Y) descr [extensional(), fundep([], [X])] bound [/number, /number].\nq(X) :- e(X), f(X, _).")]
    public void Promises_of_stored_created_combined_and_mixed_rows(string rules)
    {
        long broken = 0;
        for (int seed = 0; seed < 6; seed++)
        {
            Random random = new(seed);
            SessionPair pair = new(rules, SessionLimits.Default with { MaxCreatedFacts = 20_000 }, seed == 0 ? null : EvaluationKind.Interpreted);
            for (int step = 1; step <= 40; step++)
            {
                long at = Math.Max(0, step + random.Next(-2, 2));
                pair.Commit(new EventTime(at), [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => RandomChange(pair.Program, random))]);
            }

            broken += pair.Broken;
        }

        output.WriteLine($"{broken} refused");
        Assert.True(broken > 3, $"{broken} refused");
    }

    private static EvaluationKind? EvaluationKindOf(int program) => program % 8 == 0 ? null : EvaluationKind.Emitted;

    private static FactChange RandomChange(BoundProgram program, Random random)
    {
        (string Name, int Arity)[] known = [.. Given.Where(g => program.FindPredicate(g.Name) is not null)];
        BoundPredicate[] derived = [.. program.Predicates.Where(static p => p.IsDerived && p.View is null && p.Types.All(static t => t.Kind == TypeKind.Number))];
        (string name, int arity) = random.Next(12) == 0 && derived.Length > 0 && derived[random.Next(derived.Length)] is { } predicate
            ? (predicate.Name, predicate.Arity)
            : known[random.Next(known.Length)];
        Fact fact = new(name, [.. Enumerable.Range(0, arity).Select(_ => Value.Number(random.Next(4)))]);
        return random.Next(3) == 0 ? FactChange.Retract(fact) : FactChange.Assert(fact);
    }
}

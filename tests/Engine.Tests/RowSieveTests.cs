using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>Thresholds behind a join, sifted without branches: what is derived, and what fails, is the same at every size of number.</summary>
public sealed class RowSieveTests
{
    private const string Rules = """
        Decl bid(Sym, Venue, Price) descr [extensional(), key([Sym, Venue])] bound [/number, /number, KIND].
        Decl ask(Sym, Venue, Price) descr [extensional(), key([Sym, Venue])] bound [/number, /number, KIND].
        over(S, A, B) :- bid(S, A, X), ask(S, B, Y), A != B, (X - Y) * C1 > C2 * Y.
        param least = C2.
        wide(S, A, B) :- bid(S, A, X), ask(S, B, Y), (X - Y) * least > Y + least, X * least != Y - X.
        near(S, A, B) :- bid(S, A, X), ask(S, B, Y), X + Y <= X, X >= Y.
        """;

    private static readonly long[] _numbers =
    [
        0, 1, -1, 3, 10_000, int.MaxValue, int.MinValue, 1L + int.MaxValue, -1L + int.MinValue, 1L << 33, (1L << 33) + 1, (1L << 47) - 1, 1L << 47, (1L << 47) + 1, -(1L << 47) - 1, 1L << 53, 1L << 62,
        long.MaxValue, long.MinValue, long.MaxValue / 10_000, (long.MaxValue / 10_000) + 1, long.MinValue / 3, (long.MinValue / 3) - 1,
    ];

    private static readonly double[] _floats = [0, 1, -1, 0.1, 3e-320, 1e16, 1e150, -1e150, 1.5e304, double.MaxValue, -double.MaxValue, double.Epsilon];

    [Theory]
    [InlineData("/number", "10000", "3", 1)]
    [InlineData("/number", "-7", "4294967296", 2)]
    [InlineData("/float64", "10000.0", "3.0", 3)]
    public void What_holds_and_what_fails_is_what_the_reference_says(string kind, string first, string second, int seed)
    {
        BoundProgram program = RuleBinder.Bind([SyntaxTree.Parse("p.rules", Rules.Replace("KIND", kind, StringComparison.Ordinal).Replace("C1", first, StringComparison.Ordinal).Replace("C2", second, StringComparison.Ordinal))], BindOptions.Default).Program!;
        ReferenceSession reference = new(program, SessionLimits.Default);
        IncrementalSession emitted = Start(program, EvaluationKind.Emitted), interpreted = Start(program, EvaluationKind.Interpreted);
        Random random = new(seed);
        long derived = 0, failed = 0;
        for (int i = 0; i < 1500; i++)
        {
            FactChange change = FactChange.Assert(new Fact(random.Next(2) == 0 ? "bid" : "ask", [Value.Number(random.Next(2)), Value.Number(random.Next(3)), Price(kind, random)]));
            TransactionResult expected = reference.Commit(EventTime.Zero, [change]), actual = emitted.Commit(EventTime.Zero, [change]), other = interpreted.Commit(EventTime.Zero, [change]);
            Assert.Equal(expected.Derived.AsEnumerable(), actual.Derived);
            Assert.Equal(expected.Derived.AsEnumerable(), other.Derived);
            Assert.Equal(other.FailedLiterals.AsEnumerable(), actual.FailedLiterals);
            derived += actual.Derived.Length;
            failed += actual.FailedLiterals.Sum(static f => f.Value);
        }

        Assert.True(derived > 100 && failed > 100, $"{derived} changes, {failed} failures: too few to say anything");
    }

    private static Value Price(string kind, Random random) =>
        kind == "/number" ? Value.Number(_numbers[random.Next(_numbers.Length)]) : Value.Float64(_floats[random.Next(_floats.Length)]);

    private static IncrementalSession Start(BoundProgram program, EvaluationKind evaluation) =>
        new(PlanCompiler.Compile(program), SessionLimits.Default, null, new SessionOptions { Evaluation = evaluation });
}

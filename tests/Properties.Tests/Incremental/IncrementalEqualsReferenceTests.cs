using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>The engine's one law: after every transaction it says what evaluating from scratch says.</summary>
public sealed class IncrementalEqualsReferenceTests(ITestOutputHelper output)
{
    private static readonly (string Name, int Arity)[] Given = [("e", 1), ("f", 2), ("g", 2), ("h", 3)];

    /// <summary>Programs a seed; <c>SCALP_RANDOM_PROGRAMS</c> asks for a longer run.</summary>
    private static int ProgramsEach =>
        int.TryParse(Environment.GetEnvironmentVariable("SCALP_RANDOM_PROGRAMS"), System.Globalization.CultureInfo.InvariantCulture, out int programs) ? programs : 120;

    [Theory]
    [InlineData(1001, "")]
    [InlineData(1002, "")]
    [InlineData(1003, "Decl h(A, B, C) descr [extensional(), key([A])] bound [/number, /number, /number].")]
    [InlineData(1004, "Decl h(A, B, C) descr [extensional(), key([C, A])] bound [/number, /number, /number].\nDecl f(A, B) descr [extensional(), key([B])] bound [/number, /number].")]
    public void Random_programs_under_random_transactions(int seed, string declarations)
    {
        ProgramGenerator generator = new(seed);
        Random random = new(seed);
        long changes = 0, derivations = 0;
        for (int i = 0; i < ProgramsEach; i++)
        {
            SessionPair pair = new($"{declarations}\n{generator.Next().ToRules()}");
            for (int step = 1; step <= 12; step++)
            {
                pair.Commit(new EventTime(step / 2), [.. Enumerable.Range(0, random.Next(5)).Select(_ => RandomChange(pair.Program, random))]);
            }

            pair.CompareDerivations(3);
            changes += pair.Changes;
            derivations += pair.Derivations;
        }

        output.WriteLine($"{changes} derived changes, {derivations} derivations compared");
        Assert.True(changes > 2000 && derivations > 500);
    }

    /// <summary>Mostly of given predicates; now and then a derived fact is given as well.</summary>
    private static FactChange RandomChange(BoundProgram program, Random random)
    {
        BoundPredicate[] derived = [.. program.Predicates.Where(static p => p.IsDerived && p.Types.All(static t => t.Kind == TypeKind.Number))];
        (string name, int arity) = random.Next(12) == 0 && derived.Length > 0 && derived[random.Next(derived.Length)] is { } predicate
            ? (predicate.Name, predicate.Arity)
            : Given[random.Next(Given.Length)];
        if (program.FindPredicate(name) is null)
        {
            (name, arity) = (program.Facts[0].Fact.Predicate, program.Facts[0].Fact.Arguments.Length);
        }

        Fact fact = new(name, [.. Enumerable.Range(0, arity).Select(_ => Value.Number(random.Next(5)))]);
        return random.Next(3) == 0 ? FactChange.Retract(fact) : FactChange.Assert(fact);
    }
}

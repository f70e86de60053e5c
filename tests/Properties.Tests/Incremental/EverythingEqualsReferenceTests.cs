using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>The engine's one law for programs of everything at once: recursion, negation, aggregates, windows, expiry, lateness, keyed rows, state, hysteresis, merges, certainties.</summary>
public sealed class EverythingEqualsReferenceTests(ITestOutputHelper output)
{
    private static readonly (string Name, int Arity)[] Given = [("e", 1), ("f", 2), ("g", 2), ("h", 3)];

    /// <summary>Programs a seed; <c>SCALP_RANDOM_PROGRAMS</c> asks for a longer run.</summary>
    private static int ProgramsEach =>
        int.TryParse(Environment.GetEnvironmentVariable("SCALP_RANDOM_PROGRAMS"), System.Globalization.CultureInfo.InvariantCulture, out int programs) ? programs : 32;

    /// <summary>Added to each seed; <c>SCALP_RANDOM_SEED</c> makes a long run one of other programs.</summary>
    private static int SeedOffset =>
        int.TryParse(Environment.GetEnvironmentVariable("SCALP_RANDOM_SEED"), System.Globalization.CultureInfo.InvariantCulture, out int offset) ? offset : 0;

    [Theory]
    [InlineData(2001)]
    [InlineData(2002)]
    [InlineData(2003)]
    [InlineData(2004)]
    public void Random_programs_of_everything_under_random_transactions(int seed)
    {
        seed += SeedOffset;
        ProgramGenerator generator = new(seed);
        TimedProgramText text = new(seed);
        Random random = new(seed);
        long changes = 0, derivations = 0, timers = 0, rolledBack = 0;
        int refused = 0, programs = ProgramsEach;
        for (int i = 0; i < programs; i++)
        {
            string rules = text.Of(generator.Next());
            while (!Binds(rules))
            {
                refused++;
                rules = text.Of(generator.Next());
            }

            SessionPair pair = Run(rules, random, (i % 8) switch { 0 => null, 1 => EvaluationKind.Emitted, _ => EvaluationKind.Interpreted });
            (changes, derivations) = (changes + pair.Changes, derivations + pair.Derivations);
            (timers, rolledBack) = (timers + pair.Timers, rolledBack + pair.RolledBack + pair.Broken);
        }

        string summary = $"{programs} programs ({refused} refused by the binder): {changes} derived changes, {timers} timers, {rolledBack} rolled back, {derivations} derivations compared";
        output.WriteLine(summary);
        Assert.True(changes > 20 * programs && derivations > 4 * programs && timers > programs && rolledBack > 0 && refused < programs, summary);
    }

    private static SessionPair Run(string rules, Random random, EvaluationKind? only)
    {
        SessionPair pair = new(rules, SessionLimits.Default with { MaxCreatedFacts = random.Next(4) == 0 ? 150 : 20_000, MaxStateSteps = 6, MaxTimers = random.Next(8) == 0 ? 1 : 1000 }, only);
        long now = 0;
        for (int step = 1; step <= 10; step++)
        {
            long at = Math.Max(0, now + random.Next(-1, 4));
            now = Math.Max(now, at);
            pair.Commit(new EventTime(at), [.. Enumerable.Range(0, random.Next(5)).Select(_ => RandomChange(pair.Program, random))]);
            if (step == 6)
            {
                pair.CompareDerivations(2);
            }
        }

        pair.CompareDerivations(3);
        return pair;
    }

    private static bool Binds(string rules) => RuleBinder.Bind([SyntaxTree.Parse("test.rules", rules)], BindOptions.Default).Program is not null;

    /// <summary>Mostly of given predicates; now and then a derived or stored fact is given as well.</summary>
    private static FactChange RandomChange(BoundProgram program, Random random)
    {
        BoundPredicate[] others = [.. program.Predicates.Where(static p => (p.IsDerived || p.IsStored) && p.View is null && p.Types.All(static t => t.Kind == TypeKind.Number))];
        (string name, int arity) = random.Next(10) == 0 && others.Length > 0 && others[random.Next(others.Length)] is { } predicate
            ? (predicate.Name, predicate.Arity)
            : Given[random.Next(Given.Length)];
        Fact fact = new(name, [.. Enumerable.Range(0, arity).Select(_ => Value.Number(random.Next(5)))]);
        return random.Next(3) == 0 ? FactChange.Retract(fact) : FactChange.Assert(fact);
    }
}

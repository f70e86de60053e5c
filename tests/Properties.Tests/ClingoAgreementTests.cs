using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>The reference evaluator against an implementation that shares nothing with it.</summary>
public sealed class ClingoAgreementTests(ITestOutputHelper output)
{
    private const int ProgramsPerBatch = 250;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public void Two_hundred_and_fifty_random_programs_mean_what_clingo_says(int seed)
    {
        ProgramGenerator generator = new(seed);
        GeneratedProgram[] programs = [.. Enumerable.Range(0, ProgramsPerBatch).Select(_ => generator.Next())];
        ILookup<string, string> expected = Clingo.Solve(string.Join('\n', programs.Select(static (program, i) => program.ToClingo($"q{i}_"))))
            .ToLookup(static atom => atom[..atom.IndexOf('(', StringComparison.Ordinal)]);
        int facts = 0;
        for (int i = 0; i < programs.Length; i++)
        {
            ReferenceSession session = Sessions.Start(programs[i].ToRules());
            string[] ours = [.. programs[i].Derived.SelectMany(session.FactsOf).Select(fact => AsClingo(fact, $"q{i}_")).Order(StringComparer.Ordinal)];
            string[] theirs = [.. programs[i].Derived.SelectMany(p => expected[$"q{i}_{p}"]).Order(StringComparer.Ordinal)];
            Assert.True(ours.SequenceEqual(theirs), $"seed {seed}, program {i}: ours {string.Join(' ', ours.Except(theirs))}, clingo {string.Join(' ', theirs.Except(ours))}\n{programs[i].ToRules()}");
            facts += ours.Length;
        }

        output.WriteLine($"{programs.Length} programs, {facts} derived facts");
        Assert.True(facts > 10 * ProgramsPerBatch, $"only {facts} facts: the programs say too little");
    }

    private static string AsClingo(Fact fact, string prefix) => $"{prefix}{fact.Predicate}({string.Join(',', fact.Arguments)})";
}

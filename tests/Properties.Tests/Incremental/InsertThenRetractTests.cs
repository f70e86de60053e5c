using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>What is given and taken back leaves no trace: in no relation, be it in two transactions of one moment or in one transaction.</summary>
/// <remarks>
/// In two transactions a window keeps the event, a stored row stays and an episode has begun: that is their meaning, so programs with these are tried within one transaction alone.
/// </remarks>
public sealed class InsertThenRetractTests(ITestOutputHelper output)
{
    private static readonly (string Name, int Arity)[] Given = [("e", 1), ("f", 2), ("g", 2), ("h", 3)];

    [Theory]
    [InlineData(4001)]
    [InlineData(4002)]
    public void Giving_a_batch_and_taking_it_back_restores_the_state(int seed)
    {
        ProgramGenerator generator = new(seed);
        TimedProgramText traceless = new(seed, leavesTraces: false), any = new(seed);
        Random random = new(seed);
        int apart = 0, moved = 0;
        for (int i = 0; i < 40; i++)
        {
            bool isApart = i % 4 != 3;
            string rules = (isApart ? traceless : any).Of(generator.Next());
            if (RuleBinder.Bind([SyntaxTree.Parse("random.rules", rules)], BindOptions.Default).Program is not { } program)
            {
                continue;
            }

            IncrementalSession session = new(PlanCompiler.Compile(program), SessionLimits.Default, null, new SessionOptions { Evaluation = i % 2 == 0 ? EvaluationKind.Emitted : EvaluationKind.Interpreted });
            for (int step = 1; step <= 6; step++)
            {
                session.Commit(new EventTime(step * 2), [.. Enumerable.Range(0, 6).Select(_ => FactChange.Assert(AnyFact(random)))]);

                // What moved with the clock or the last transaction settles first: episodes that began, say.
                session.Commit(new EventTime(step * 2), []);
                session.Commit(new EventTime(step * 2), []);
                Fact[] batch = [.. Enumerable.Range(0, 12).Select(_ => AnyFact(random)).Where(f => !IsKeyThere(session, program, f)).DistinctBy(f => KeyOf(program, f))];
                string before = Dump(session, program);
                if (!isApart)
                {
                    session.Commit(new EventTime(step * 2), [.. batch.Select(FactChange.Assert), .. batch.Select(FactChange.Retract)]);
                }
                else
                {
                    moved += session.Commit(new EventTime(step * 2), [.. batch.Select(FactChange.Assert)]).Derived.Length;
                    session.Commit(new EventTime(step * 2), [.. batch.Reverse().Select(FactChange.Retract)]);
                    apart++;
                }

                string after = Dump(session, program);
                Assert.True(before == after, $"{string.Join(' ', batch.AsEnumerable())}\nbefore {before}\nafter  {after}\n{rules}");
            }
        }

        output.WriteLine($"{apart} batches in two transactions, {moved} rows came and went");
        Assert.True(apart > 30 && moved > 200, $"{apart} batches in two transactions, {moved} rows came and went");
    }

    private static Fact AnyFact(Random random)
    {
        (string name, int arity) = Given[random.Next(Given.Length)];
        return new Fact(name, [.. Enumerable.Range(0, arity).Select(_ => Value.Number(random.Next(5)))]);
    }

    private static bool IsKeyThere(IncrementalSession session, BoundProgram program, Fact fact) => session.FactsOf(fact.Predicate).Any(f => KeyOf(program, f) == KeyOf(program, fact));

    private static string KeyOf(BoundProgram program, Fact fact)
    {
        BoundPredicate predicate = program.Predicates.First(p => p.Name == fact.Predicate);
        return $"{fact.Predicate} {string.Join(' ', fact.Arguments.Where((_, i) => predicate.Key.IsEmpty || predicate.Key.Contains(i)))}";
    }

    private static string Dump(IncrementalSession session, BoundProgram program) => string.Join('\n', program.Predicates.Select(p => $"{p.Name}: {string.Join(' ', session.FactsOf(p.Name))}"));
}

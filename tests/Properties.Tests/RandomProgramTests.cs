using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Reference.Tests;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>What must hold for every program, tried on random ones.</summary>
public sealed class RandomProgramTests
{
    [Theory]
    [InlineData(101)]
    [InlineData(102)]
    public void The_order_of_rules_and_facts_does_not_matter(int seed)
    {
        ProgramGenerator generator = new(seed);
        Random random = new(seed);
        for (int i = 0; i < 60; i++)
        {
            GeneratedProgram program = generator.Next();
            string expected = Sessions.Dump(Sessions.Start(program.ToRules()), program.Derived);
            random.Shuffle(program.Rules);
            random.Shuffle(program.Facts);
            Assert.Equal(expected, Sessions.Dump(Sessions.Start(program.ToRules()), program.Derived));
        }
    }

    [Theory]
    [InlineData(201)]
    [InlineData(202)]
    public void Every_derivation_is_accepted_by_the_checker_and_rests_on_lower_facts(int seed)
    {
        ProgramGenerator generator = new(seed);
        int checkedCount = 0;
        for (int i = 0; i < 60; i++)
        {
            string text = generator.Next().ToRules();
            BoundProgram program = Sessions.Bind(text);
            ReferenceSession session = new(program, SessionLimits.Default);
            DerivationChecker checker = new(program, session, []);
            foreach (BoundPredicate predicate in program.Predicates.Where(static p => p.IsDerived))
            {
                ILookup<Fact, Derivation> all = session.AllDerivationsOf(predicate.Name).ToLookup(static d => d.Conclusion);
                foreach (Fact fact in session.FactsOf(predicate.Name).Take(20))
                {
                    Assert.All(all[fact], checker.Check);
                    Derivation lowest = session.DerivationOf(fact)!;
                    checker.Check(lowest);
                    Assert.Equal(all[fact].Min(static d => d.Height), lowest.Height);
                    checkedCount++;
                }
            }
        }

        Assert.True(checkedCount > 500, $"only {checkedCount} facts");
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    public void Commits_one_after_the_other_end_where_a_fresh_session_starts_and_their_differences_add_up(int seed)
    {
        ProgramGenerator generator = new(seed);
        Random random = new(seed);
        for (int i = 0; i < 25; i++)
        {
            GeneratedProgram program = generator.Next();
            BoundProgram bound = Sessions.Bind(program.ToRules());
            BoundProgram withoutFacts = WithoutFacts(bound);
            ReferenceSession session = new(withoutFacts, SessionLimits.Default);
            SortedSet<Fact> given = [], derived = [.. session.Initial.Derived.Select(static c => c.Fact)];
            for (int step = 1; step <= 12; step++)
            {
                FactChange[] changes = [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => RandomChange(bound, random))];
                foreach (FactChange change in changes)
                {
                    _ = change.Kind == ChangeKind.Assert ? given.Add(change.Fact) : given.Remove(change.Fact);
                }

                Assert.All(session.Commit(new EventTime(step), changes).Derived, change =>
                    Assert.True(change.Kind == ChangeKind.Assert ? derived.Add(change.Fact) : derived.Remove(change.Fact), $"{change} says nothing new"));
                ReferenceSession fresh = new(withoutFacts, SessionLimits.Default, [.. given]);
                Assert.Equal(Sessions.Dump(fresh, program.Derived), Sessions.Dump(session, program.Derived));
                Assert.Equal(Sessions.Dump(fresh, program.Derived), string.Join('\n', derived));
                AssertSameHeights(fresh, session, program);
            }
        }
    }

    private static void AssertSameHeights(ReferenceSession fresh, ReferenceSession session, GeneratedProgram program)
    {
        foreach (Fact fact in program.Derived.SelectMany(name => session.FactsOf(name).Take(3)))
        {
            Assert.Equal(fresh.DerivationOf(fact)!.Height, session.DerivationOf(fact)!.Height);
        }
    }

    private static FactChange RandomChange(BoundProgram program, Random random)
    {
        Fact fact = program.Facts[random.Next(program.Facts.Length)].Fact;
        return random.Next(3) == 0 ? FactChange.Retract(fact) : FactChange.Assert(fact);
    }

    private static BoundProgram WithoutFacts(BoundProgram program) => new()
    {
        Predicates = program.Predicates,
        Rules = program.Rules,
        Facts = [],
        Strata = program.Strata,
        Params = program.Params,
        Decides = program.Decides,
        Tests = program.Tests,
        Version = program.Version,
    };
}

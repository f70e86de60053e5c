using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Reference.Tests;

/// <summary>A run that is followed holds what the session that made it holds, when it is asked at once, late, or after something was rolled back.</summary>
public sealed class FollowedSessionTests
{
    private const string LooksBack = """
        Decl e(X, Y) descr [extensional()] bound [/number, /number].
        Decl t(X) descr [extensional(), ttl(7ns)] bound [/number].
        e(1, 1). t(2).
        lately(X, N) :- e(X, _) over [0ns, 5ns] |> do fn:group_by(X), let N = fn:count().
        Decl s(X) bound [/number].
        assert s(X) :- e(X, Y), t(Y).
        assert s(X) :- e(X, _), t(X).
        retract s(X) :- s(X), !t(X), !e(X, _).
        both(X, Y) :- s(X), e(X, Y).
        """;

    private const string Plain = """
        Decl e(X, Y) descr [extensional()] bound [/number, /number].
        Decl t(X) descr [extensional()] bound [/number].
        path(X, Y) :- e(X, Y).
        path(X, Z) :- path(X, Y), path(Y, Z).
        open(X) :- path(X, _), !t(X).
        total(X, S) :- path(X, Y) |> do fn:group_by(X), let S = fn:sum(Y).
        Decl far(X, Y, D) descr [merge([D], "min2")] bound [/number, /number, /number].
        far(X, Y, 1) :- e(X, Y).
        far(X, Z, D) :- far(X, Y, A), far(Y, Z, B), D = A + B, D < 5.
        """;

    [Theory]
    [InlineData(LooksBack)]
    [InlineData(Plain)]
    public void What_holds_is_what_the_session_holds(string text)
    {
        BoundProgram program = Bind(text);
        for (int seed = 1; seed <= 20; seed++)
        {
            Random random = new(seed);
            ReferenceSession session = new(program, SessionLimits.Default);
            FollowedSession followed = new(program, SessionLimits.Default);
            long now = 0;
            for (int i = 0; i < 20; i++)
            {
                now += random.Next(4);
                RollBackSomething(followed, random, new EventTime(now));
                while (session.RunTimer(new EventTime(now)) is { } timer)
                {
                    Assert.Equal(timer.At, followed.NextDue(followed.Now));
                    Follow(followed, timer.Sequence, timer.At, []);
                }

                FactChange[] changes = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Change(random))];
                Follow(followed, session.Commit(new EventTime(now), changes).Sequence, new EventTime(now), changes);
                if (random.Next(3) == 0)
                {
                    AssertSame(program, session, followed);
                }
            }
        }
    }

    [Fact]
    public void Of_a_given_row_it_says_when_and_by_what_it_was_told()
    {
        FollowedSession followed = new(Bind(LooksBack), SessionLimits.Default);
        Fact own = new("t", Value.Number(2)), told = new("t", Value.Number(5));
        Follow(followed, 1, new EventTime(3), [FactChange.Assert(told)]);

        Assert.Equal(new ToldFact(null, null), followed.ToldOf(own));
        Assert.Equal(new ToldFact(new EventTime(3), "feed"), followed.ToldOf(told));
        Assert.Null(followed.ToldOf(new Fact("t", Value.Number(6))));
    }

    [Fact]
    public void Of_a_stored_row_it_knows_every_way_in_which_rules_stored_it()
    {
        FollowedSession followed = new(Bind(LooksBack), SessionLimits.Default);
        Follow(followed, 1, new EventTime(1), [FactChange.Assert(new Fact("e", Value.Number(2), Value.Number(2)))]);

        IReadOnlyList<Derivation> ways = followed.StoredBy(new Fact("s", Value.Number(2)));

        Assert.Equal(2, ways.Select(static w => w.RuleIndex).Distinct().Count());
        Assert.All(ways, static w => Assert.Equal((1L, 1), (w.Stored!.Sequence, w.Stored.Step)));
    }

    [Fact]
    public void A_transaction_that_must_be_rolled_back_says_why_it_cannot_stand()
    {
        FollowedSession followed = new(Bind("Decl e(X) descr [extensional(), ttl(5s), limit(1)].\ne(1)."), SessionLimits.Default);
        Assert.True(followed.TryConclude(out _));
        followed.Begin(1, new EventTime(1));
        followed.Apply(FactChange.Assert(new Fact("e", Value.Number(2))), new EventTime(1), null);

        Assert.False(followed.TryConclude(out string? problem));
        Assert.Contains("limit", problem, StringComparison.Ordinal);
    }

    private static void AssertSame(BoundProgram program, ReferenceSession session, FollowedSession followed)
    {
        Assert.True(followed.TryDerive(out string? problem), problem);
        foreach (BoundPredicate predicate in program.Predicates)
        {
            Assert.Equal(session.FactsOf(predicate.Name), followed.FactsOf(predicate.Id));
            Assert.All(session.FactsOf(predicate.Name), fact => Assert.Equal(session.IntervalOf(fact), followed.IntervalOf(fact)));
        }

        foreach (BoundRule rule in program.Rules.Where(static r => r.Effect == RuleEffect.Derive))
        {
            Derivation[] expected = [.. session.AllDerivationsOf(program.Predicates[rule.HeadPredicate].Name).Where(d => d.RuleIndex == rule.Index)];
            Assert.Equal(Texts(expected), Texts(followed.DerivationsBy(rule)!));
            foreach (Derivation one in rule.IsGrouped ? [] : expected)
            {
                Assert.Equal(Texts(expected.Where(d => d.Premises.SequenceEqual(one.Premises))), Texts(followed.DerivationsBy(rule, one.Premises)!));
            }
        }
    }

    private static string[] Texts(IEnumerable<Derivation> derivations) =>
        [.. derivations.Select(static d => $"{d.Conclusion} [{string.Join(", ", d.Bindings)}] from {string.Join(", ", d.Premises)} {{{string.Join("; ", d.Members.Select(static m => string.Join(", ", m.Premises)))}}} {d.Part}").Order(StringComparer.Ordinal)];

    private static void Follow(FollowedSession followed, long sequence, EventTime at, FactChange[] changes)
    {
        Assert.True(followed.TryConclude(out string? problem), problem);
        followed.Begin(sequence, at);
        Array.ForEach(changes, change => followed.Apply(change, at, "feed"));
        Assert.True(followed.TryConclude(out problem), problem);
    }

    /// <summary>At the moment after the last one, so that what would expire later has to come back.</summary>
    private static void RollBackSomething(FollowedSession followed, Random random, EventTime at)
    {
        Assert.True(followed.TryConclude(out string? problem), problem);
        followed.Begin(0, at);
        followed.Apply(Change(random), at, "lost");
        followed.RollBack();
    }

    private static FactChange Change(Random random)
    {
        Value x = Value.Number(random.Next(4)), y = Value.Number(random.Next(4));
        Fact fact = random.Next(3) == 0 ? new Fact("t", x) : new Fact("e", x, y);
        return random.Next(3) == 0 ? FactChange.Retract(fact) : FactChange.Assert(fact);
    }

    private static BoundProgram Bind(string text)
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse("p.rules", text)], BindOptions.Default);
        return bound.Program ?? throw new InvalidOperationException(string.Join('\n', bound.Diagnostics));
    }
}

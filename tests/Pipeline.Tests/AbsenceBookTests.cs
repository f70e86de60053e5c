using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>Since when something has been absent, held to looking at every state.</summary>
public sealed class AbsenceBookTests
{
    private const string Text = """
        Decl halted(Sym, Why) descr [extensional(), ttl(40ns)] bound [/string, /name].
        Decl level(Sym, N) descr [extensional(), key([Sym])] bound [/string, /number].
        Decl seen(Sym) descr [extensional()] bound [/string].
        high(Sym) :- level(Sym, N), N > 6.
        calm(Sym) :- seen(Sym), !halted(Sym, _), !high(Sym), !level(Sym, 3).
        late(Sym) :- seen(Sym), ![-[0ns, 10ns] high(Sym).
        """;

    private static readonly string[] _patterns =
        ["halted(\"A\", _)", "halted(_, /news)", "halted(\"B\", /fork)", "high(\"A\")", "high(_)", "level(\"A\", 3)", "level(_, 3)"];

    [Fact]
    public void It_is_what_looking_at_every_state_finds()
    {
        int absent = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            Random random = new(seed);
            BoundProgram program = Rules.Bind(Text);
            RuleSession rules = RuleSession.Start(program, seed % 2 == 0 ? RuleEngineKind.Incremental : RuleEngineKind.Reference, SessionLimits.Default);
            AbsenceBook book = new(program);
            Dictionary<string, (bool Is, EventTime? Gone)> looked = _patterns.ToDictionary(static p => p, static _ => (false, (EventTime?)null));
            book.Take(rules.FullInitial());
            for (long at = 1; at < 400; at += random.Next(1, 25))
            {
                while (rules.Session.RunTimer(new EventTime(at)) is { } timer)
                {
                    Follow(timer);
                }

                Follow(rules.Session.Commit(new EventTime(at), [.. Enumerable.Range(0, random.Next(3)).Select(_ => Change(random))]));
            }

            void Follow(TransactionResult result)
            {
                book.Take(result);
                foreach (string pattern in _patterns)
                {
                    bool matches = Matches(rules.Session, pattern);
                    looked[pattern] = (matches, looked[pattern].Is && !matches ? result.At : looked[pattern].Gone);
                    AbsenceSpan? span = book.SpanOf(pattern, rules.Session);
                    Assert.True(matches == span is null, $"seed {seed} at {result.At}: {pattern}");
                    Assert.True(matches || span!.Since == looked[pattern].Gone, $"seed {seed} at {result.At}: {pattern} since {span?.Since}, not {looked[pattern].Gone}");
                    Assert.Equal(matches || span!.Since is null, span?.Last is null);
                    absent += span?.Since is null ? 0 : 1;
                }
            }
        }

        Assert.True(absent > 1_000, $"{absent}");
    }

    [Fact]
    public void Of_a_pattern_over_the_past_and_of_what_no_rule_denies_nothing_is_said()
    {
        BoundProgram program = Rules.Bind(Text);
        RuleSession rules = RuleSession.Start(program, RuleEngineKind.Incremental, SessionLimits.Default);
        AbsenceBook book = new(program);

        Assert.Null(book.SpanOf("high(\"A\") throughout 0 to 10", rules.Session));
        Assert.Null(book.SpanOf("seen(\"A\")", rules.Session));
        Assert.Null(book.SpanOf("unheard(\"A\")", rules.Session));
    }

    [Fact]
    public void Of_more_different_facts_than_are_remembered_nothing_is_said()
    {
        BoundProgram program = Rules.Bind(Text);
        RuleSession rules = RuleSession.Start(program, RuleEngineKind.Incremental, SessionLimits.Default);
        AbsenceBook book = new(program, maxFacts: 2);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(i == 0 ? null : new EventTime((10 * i) - 5), book.SpanOf("halted(_, _)", rules.Session)!.Since);
            Fact halted = new("halted", Value.String($"S{i}"), Value.Name("/news"));
            book.Take(rules.Session.Commit(new EventTime(10 * i), [FactChange.Assert(halted)]));
            book.Take(rules.Session.Commit(new EventTime((10 * i) + 5), [FactChange.Retract(halted)]));
        }

        Assert.Null(book.SpanOf("halted(_, _)", rules.Session));
        Assert.NotNull(book.SpanOf("high(_)", rules.Session));
    }

    private static bool Matches(IRuleSession session, string pattern)
    {
        string[] parts = pattern[..^1].Split('(', ',');
        return session.FactsOf(parts[0]).Any(f => f.Arguments.Select((value, i) => parts[i + 1].Trim() is var asked && (asked == "_" || asked == value.ToString())).All(static fits => fits));
    }

    private static FactChange Change(Random random)
    {
        Value symbol = Value.String(random.Next(2) == 0 ? "A" : "B");
        Fact fact = random.Next(5) switch
        {
            0 => new Fact("halted", symbol, Value.Name(random.Next(2) == 0 ? "/news" : "/fork")),
            1 => new Fact("seen", symbol),
            _ => new Fact("level", symbol, Value.Number(random.Next(1, 10))),
        };
        return random.Next(4) == 0 ? FactChange.Retract(fact) : FactChange.Assert(fact);
    }
}

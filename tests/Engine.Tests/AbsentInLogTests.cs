using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>The log of derivations keeps what was absent, and when: also once the premises that said so are gone.</summary>
public sealed class AbsentInLogTests
{
    private const string Rules = """
        Decl quote(Sym, Bid)         descr [extensional(), key([Sym])] bound [/string, /number].
        Decl halted(Sym, Why, Level) descr [extensional()]             bound [/string, /name, /number].
        Decl barred(Price, Kind)     descr [extensional()]             bound [/number, /name].
        Decl link(A, B)              descr [extensional()]             bound [/number, /number].
        Decl cut(A, B)               descr [extensional()]             bound [/number, /number].
        param least = 7 in [0, 9].
        calm(S) :- quote(S, B), Twice = B * 2, !halted(S, _, least), !barred(Twice, /high), B > 0.
        path(A, B) :- link(A, B), !cut(A, B).
        path(A, C) :- path(A, B), link(B, C), !cut(B, C).
        """;

    private static readonly string[] _first = ["halted(\"BTC\", _, 7)", "barred(20, /high)"];

    private static readonly string[] _second = ["halted(\"BTC\", _, 7)", "barred(60, /high)"];

    [Theory]
    [InlineData(EvaluationKind.Emitted)]
    [InlineData(EvaluationKind.Interpreted)]
    public void A_derivation_names_what_was_absent_and_when_after_its_premises_were_replaced(EvaluationKind evaluation)
    {
        IncrementalSession session = Start(evaluation);
        session.Commit(new EventTime(100), [Quote("BTC", 10)]);
        session.Commit(new EventTime(250), [Quote("BTC", 30)]);
        session.Commit(new EventTime(300), [FactChange.Assert(new Fact("halted", Value.String("BTC"), Value.Name("/news"), Value.Number(7)))]);
        session.Commit(new EventTime(400), [Quote("BTC", 40)]);

        DerivationEvent[] events = [.. session.HistoryOf(new Fact("calm", Value.String("BTC"))).Events];
        Assert.Equal([(100L, true), (250L, false), (250L, true), (300L, false)], events.OrderBy(static e => e.At).ThenBy(static e => e.Appeared).Select(static e => (e.At.Nanoseconds, e.Appeared)));
        Assert.All(events, static e => Assert.Equal(e.At.Nanoseconds == 100 || (e.At.Nanoseconds == 250 && !e.Appeared) ? _first : _second, e.Absent.Select(static a => a.ToString())));
        Assert.All(events, static e => Assert.Null(e.Premises.Single()));
    }

    [Theory]
    [InlineData(EvaluationKind.Emitted)]
    [InlineData(EvaluationKind.Interpreted)]
    public void Below_recursion_too_what_was_absent_is_that_of_the_derivation_found(EvaluationKind evaluation)
    {
        IncrementalSession session = Start(evaluation);
        session.Commit(new EventTime(5), [Edge("link", 1, 2), Edge("link", 2, 3)]);
        DerivationEvent found = Assert.Single(session.HistoryOf(new Fact("path", Value.Number(1), Value.Number(3))).Events);
        Assert.Equal((5L, "cut(2, 3)"), (found.At.Nanoseconds, Assert.Single(found.Absent).ToString()));

        session.Commit(new EventTime(6), [Edge("cut", 2, 3)]);
        DerivationEvent lost = session.HistoryOf(new Fact("path", Value.Number(1), Value.Number(3))).Events[^1];
        Assert.Equal((6L, false), (lost.At.Nanoseconds, lost.Appeared));
        Assert.Empty(lost.Absent);
    }

    [Fact]
    public void Names_that_only_the_log_still_holds_keep_their_meaning_when_values_are_given_up()
    {
        IncrementalSession session = Start(EvaluationKind.Emitted);
        session.Commit(new EventTime(1), [Quote("ONCE", 10)]);
        session.Commit(new EventTime(2), [FactChange.Retract(new Fact("quote", Value.String("ONCE")))]);
        for (int i = 0; i < 20_000; i++)
        {
            session.Commit(new EventTime(3 + i), [FactChange.Assert(new Fact("halted", Value.String($"S{i}"), Value.Name("/x"), Value.Number(1))), FactChange.Retract(new Fact("halted", Value.String($"S{i - 1}"), Value.Name("/x"), Value.Number(1)))]);
        }

        Assert.True(session.InternedValues < 10_000, $"{session.InternedValues} values: nothing was given up");
        Assert.All(session.HistoryOf(new Fact("calm", Value.String("ONCE"))).Events, static e => Assert.Equal("halted(\"ONCE\", _, 7)", e.Absent[0].ToString()));
    }

    private static IncrementalSession Start(EvaluationKind evaluation)
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse("absent.rules", Rules)], BindOptions.Default);
        Assert.True(bound.Program is not null, string.Join('\n', bound.Diagnostics));
        return new IncrementalSession(PlanCompiler.Compile(bound.Program), SessionLimits.Default, null, new SessionOptions { Evaluation = evaluation });
    }

    private static FactChange Quote(string symbol, long bid) => FactChange.Assert(new Fact("quote", Value.String(symbol), Value.Number(bid)));

    private static FactChange Edge(string predicate, long from, long to) => FactChange.Assert(new Fact(predicate, Value.Number(from), Value.Number(to)));
}

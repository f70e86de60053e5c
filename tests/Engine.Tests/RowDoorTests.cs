using System.Runtime;
using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>The door for rows: the same answers as the door for facts, without allocating; and the log of derivations.</summary>
public sealed class RowDoorTests
{
    private const string Market = """
        Decl quote(Sym, Venue, Bid, Ask) descr [extensional(), key([Sym, Venue])] bound [/string, /name, /dec8, /dec8].
        Decl vol(Sym, V) descr [extensional(), key([Sym])] bound [/string, /float64].
        Decl halt(Sym) descr [extensional()] bound [/string].
        param edge = 0.5 in [0.0, 9.0].
        arb(S, A, B) :- quote(S, A, _, Ask), quote(S, B, Bid, _), A != B, Bid - Ask > Ask * 0.001.
        wild(S) :- vol(S, V), V * 2.0 > edge.
        go(S, A, Cost) :- arb(S, A, _), quote(S, A, _, Ask), Cost = Ask * 2.0, !wild(S), !halt(S).
        """;

    [Fact]
    public void A_stream_of_rows_allocates_nothing_once_warm()
    {
        IncrementalSession session = Start(Market);
        PredicateHandle quote = session.HandleOf("quote"), vol = session.HandleOf("vol"), halt = session.HandleOf("halt");
        Value[][] changes = [.. Enumerable.Range(0, 4000).Select(static i => Quote(i))];
        Value[] wild = [Value.String("S1"), Value.Float64(0.75)], calm = [Value.String("S1"), Value.Float64(0.1)], stop = [Value.String("S2")];
        long least = long.MaxValue, seen = 0;
        for (int round = 0; round < 6; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < changes.Length; i++)
            {
                session.Begin(new EventTime((round * changes.Length) + i));
                session.Assert(quote, changes[i]);
                session.Assert(vol, i % 3 == 0 ? wild : calm);
                if (i % 5 == 0)
                {
                    session.Assert(halt, stop);
                }
                else
                {
                    session.Retract(halt, stop);
                }

                foreach (RowChange change in session.Commit().Derived)
                {
                    seen += change.Kind == ChangeKind.Assert ? 1 : 0;
                }
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.True(seen > 1000, $"{seen} rows appeared");
        Assert.Equal(0, least);
    }

    [Fact]
    public void Both_doors_give_the_same_changes()
    {
        IncrementalSession rows = Start(Market), facts = Start(Market);
        PredicateHandle quote = rows.HandleOf("quote");
        for (int i = 0; i < 300; i++)
        {
            Value[] values = Quote(i);
            TransactionResult expected = facts.Commit(new EventTime(i), [FactChange.Assert(new Fact("quote", values))]);
            rows.Begin(new EventTime(i));
            rows.Assert(quote, values);
            TransactionResult actual = rows.Commit().ToResult();
            Assert.Equal(expected.Derived.Select(static c => c.ToString()), actual.Derived.Select(static c => c.ToString()));
            Assert.Equal(expected.Given.Select(static c => c.ToString()), actual.Given.Select(static c => c.ToString()));
        }
    }

    [Fact]
    public void A_row_that_does_not_fit_is_refused_and_says_why()
    {
        IncrementalSession session = Start(Market);
        PredicateHandle quote = session.HandleOf("quote");
        Assert.Throws<InvalidOperationException>(() => session.Assert(quote, Quote(1)));
        session.Begin(new EventTime(1));
        Assert.Throws<InvalidOperationException>(() => session.Begin(new EventTime(2)));
        ArgumentException kind = Assert.Throws<ArgumentException>(() => session.Assert(quote, [Value.String("S"), Value.Name("/a"), Value.Number(1), Value.Number(2)]));
        Assert.Contains("column 3 of quote", kind.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => session.Assert(quote, [Value.String("S")]));
        session.Assert(quote, Quote(1));
        session.Abandon();
        Assert.Empty(session.FactsOf("quote"));
        Assert.Throws<ArgumentException>(() => session.HandleOf("unknown"));
    }

    [Fact]
    public void Every_join_of_a_pack_runs_as_machine_code()
    {
        RulePlan plan = Compile(Market);
        RuleEvaluator evaluator = new(plan, new EngineState(plan, new SessionOptions { ProvenanceCapacity = 0 }));
        Assert.All(evaluator.Rules.SelectMany(static r => r.Deltas), static delta => Assert.True(delta.IsEmitted));
    }

    [Fact]
    public void A_stream_of_fresh_texts_does_not_fill_the_interner()
    {
        RulePlan plan = Compile("Decl note(Id, Text) descr [extensional(), key([Id])] bound [/number, /string].\nlast(T) :- note(1, T).");
        IncrementalSession session = new(plan, SessionLimits.Default);
        PredicateHandle note = session.HandleOf("note");
        for (int i = 0; i < 200_000; i++)
        {
            session.Begin(new EventTime(i));
            session.Assert(note, [Value.Number(i % 2), Value.String($"text {i}")]);
            session.Commit();
        }

        // The rows hold two texts, the log of derivations those of its last heads.
        Assert.InRange(session.InternedValues, 2, 300_000 / 2);
        Assert.Equal("last(\"text 199999\")", Assert.Single(session.FactsOf("last")).ToString());
    }

    [Fact]
    public void The_log_says_what_derived_and_undid_a_fact()
    {
        IncrementalSession session = Start("Decl a(X) descr [extensional()] bound [/number].\nDecl b(X) descr [extensional()] bound [/number].\nc(X) :- a(X), b(X).\nd(X) :- c(X).");
        session.Commit(new EventTime(1), [Plus("a", 1), Plus("b", 1)]);
        session.Commit(new EventTime(2), [FactChange.Retract(new Fact("b", Value.Number(1)))]);
        FactHistory history = session.HistoryOf(new Fact("d", Value.Number(1)));
        Assert.True(history.IsWhole);
        Assert.Equal([(1L, true), (2L, false)], history.Events.Select(static e => (e.Sequence, e.Appeared)));
        Assert.All(history.Events, static e => Assert.Equal(2, e.Height));
        session.Commit(new EventTime(3), [Plus("b", 1)]);
        DerivationEvent last = session.HistoryOf(new Fact("c", Value.Number(1))).Events[^1];
        Assert.Equal(["a(1)", "b(1)"], last.Premises.Select(static p => p?.ToString()));
    }

    [Fact]
    public void A_log_that_has_wrapped_says_so_and_keeps_the_newest()
    {
        IncrementalSession session = Start("Decl a(X) descr [extensional()] bound [/number].\nc(X) :- a(X).", new SessionOptions { ProvenanceCapacity = 64 });
        for (int i = 0; i < 500; i++)
        {
            session.Commit(new EventTime(i), [Plus("a", i)]);
        }

        Assert.False(session.HistoryOf(new Fact("c", Value.Number(3))).IsWhole);
        Assert.Empty(session.HistoryOf(new Fact("c", Value.Number(3))).Events);
        Assert.Equal(500, Assert.Single(session.HistoryOf(new Fact("c", Value.Number(499))).Events).Sequence);
    }

    [Fact]
    public void A_rolled_back_transaction_leaves_no_trace_in_the_log()
    {
        RulePlan plan = Compile("Decl a(X) descr [extensional()] bound [/number].\nc(X, Y) :- a(X), a(Y).");
        IncrementalSession session = new(plan, new SessionLimits { MaxCreatedFacts = 5 });
        session.Commit(new EventTime(1), [Plus("a", 1)]);
        Assert.Equal(TransactionOutcome.BudgetExceeded, session.Commit(new EventTime(2), [Plus("a", 2), Plus("a", 3)]).Outcome);
        Assert.Empty(session.HistoryOf(new Fact("c", Value.Number(2), Value.Number(3))).Events);
        Assert.Single(session.HistoryOf(new Fact("c", Value.Number(1), Value.Number(1))).Events);
    }

    [Fact]
    public void A_session_that_compiles_ahead_leaves_no_join_to_be_compiled_when_it_first_runs()
    {
        const string Rules = "Decl a(X) descr [extensional()] bound [/number].\nb(X, Y) :- a(X), a(Y), X < Y.\nc(X) :- b(X, _), X > 3.";
        _ = CompiledByFirstCommits(new SessionOptions()); // the engine itself

        Assert.True(CompiledByFirstCommits(new SessionOptions()) > 0);
        Assert.Equal(0, CompiledByFirstCommits(new SessionOptions { CompilesAhead = true }));

        static long CompiledByFirstCommits(SessionOptions options)
        {
            IncrementalSession session = Start(Rules, options);
            long before = JitInfo.GetCompiledMethodCount(currentThread: true);
            session.Commit(new EventTime(1), [Plus("a", 4)]);
            session.Commit(new EventTime(2), [Plus("a", 5)]);
            return JitInfo.GetCompiledMethodCount(currentThread: true) - before;
        }
    }

    private static Value[] Quote(int i)
    {
        long bid = 10_000_000_000 + (i * 7919L % 41 * 10_000_000);
        return [Value.String($"S{i % 4}"), Value.Name($"/v{i % 3}"), Value.Decimal(new Dec8(bid)), Value.Decimal(new Dec8(bid + 50_000_000))];
    }

    private static FactChange Plus(string predicate, long value) => FactChange.Assert(new Fact(predicate, Value.Number(value)));

    private static IncrementalSession Start(string rules, SessionOptions? options = null) => new(Compile(rules), SessionLimits.Default, null, options);

    private static RulePlan Compile(string rules)
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse("test.rules", rules)], BindOptions.Default);
        Assert.True(bound.Program is not null, string.Join('\n', bound.Diagnostics));
        return PlanCompiler.Compile(bound.Program);
    }
}

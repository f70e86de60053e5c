using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>The agenda on a real session: what it skips must never matter.</summary>
public sealed class AgendaSessionTests
{
    /// <summary>Two rules derive one fact, so candidates change though facts do not; vetoes and caps lie one rule away.</summary>
    private const string Text = """
        param floor = 2 in [0, 9].
        #[id("weak"), priority(1)]
        propose(S, /long, 5) :- calm(S).
        #[id("strong"), priority(9)]
        propose(S, /long, 5) :- level(S, L), L > floor.
        #[id("leave"), class(/exit)]
        propose(S, /flat, 1) :- level(S, L), L = 0.
        veto(S, /noise) :- noise(S, N), N > 1.
        cap(S, N) :- noise(S, N).
        require(S, /open) :- calm(S).
        Decl level(S, L) descr[key([S])] bound[/string, /number].
        Decl noise(S, N) descr[key([S])] bound[/string, /number].
        decide decision(S, A, Q) from propose [
            key([S]), veto(veto, except: [/exit]), cap(cap, except: [/exit]), cooldown(30ns)
        ].
        """;

    private static readonly string[] Symbols = ["A", "B"];

    [Fact]
    public void Looking_only_when_something_read_changed_equals_looking_always()
    {
        BoundProgram program = Bind();
        int quiet = 0, emitted = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            Random random = new(seed);
            ReferenceSession session = new(program, SessionLimits.Default);
            DecisionAgenda lazy = new(program, 0), eager = new(program, 0);
            long now = 0;
            for (int step = 0; step < 40; step++)
            {
                if (random.Next(10) == 0)
                {
                    session.SetParam("floor", Value.Number(random.Next(5)));
                    lazy.Invalidate();
                }

                now += random.Next(15);
                TransactionResult result = session.Commit(new EventTime(now), Changes(random));
                AgendaResult fast = lazy.Resolve(session, result), full = eager.Resolve(session, result.At, result.Sequence);
                Assert.True(Print(full) == Print(fast), $"seed {seed}, step {step}:\n{Print(full)}\n--\n{Print(fast)}");
                quiet += fast.IsUnchanged ? 1 : 0;
                emitted += full.Emitted.Count();
            }
        }

        Assert.True(quiet > 400, $"only {quiet} transactions were quiet");
        Assert.True(emitted > 200, $"only {emitted} decisions were emitted");
    }

    /// <summary>What needs derivations has them, the same as those of a resolution that always finds them.</summary>
    [Fact]
    public void Finding_derivations_only_for_news_equals_finding_them_always()
    {
        BoundProgram program = Bind();
        int news = 0, old = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            Random random = new(seed);
            IncrementalSession session = new(PlanCompiler.Compile(program), SessionLimits.Default);
            DecisionAgenda lazy = new(program, 0), eager = new(program, 0);
            long now = 0;
            for (int step = 0; step < 40; step++)
            {
                now += random.Next(15);
                session.Begin(new EventTime(now));
                Tell(session, Changes(random));
                TransactionView view = session.Commit();
                AgendaResult? fast = lazy.Resolve(session, view);
                AgendaResult full = eager.Resolve(session, view.At, view.Sequence);
                Assert.Equal(Print(full), fast is null ? Print(full) : Print(fast));
                Assert.Equal(Derivations(full, onlyNews: true), fast is null ? "" : Derivations(fast, onlyNews: true));
                bool isNews = fast is not null && (fast.Emitted.Any() || !fast.NewNonDecisions.IsEmpty);
                Assert.Equal(isNews ? Derivations(full, onlyNews: false) : "", fast is null ? "" : Derivations(fast, onlyNews: false));
                news += isNews ? 1 : 0;
                old += fast is not null && !isNews && (fast.Decisions.Length > 0 || fast.NonDecisions.Length > 0) ? 1 : 0;
            }
        }

        Assert.True(news > 200 && old > 100, $"{news} with news, {old} without");
    }

    [Fact]
    public void A_candidate_is_gone_when_its_rule_no_longer_derives_it_though_the_fact_stays()
    {
        BoundProgram program = Bind();
        ReferenceSession session = new(program, SessionLimits.Default);
        DecisionAgenda agenda = new(program, 0);
        Fact calm = new("calm", Value.String("A"));

        AgendaResult both = agenda.Resolve(session, session.Commit(EventTime.Zero, [FactChange.Assert(calm), FactChange.Assert(Level("A", 4))]));
        TransactionResult drop = session.Commit(new EventTime(1), [FactChange.Assert(Level("A", 1))]);
        AgendaResult weakOnly = agenda.Resolve(session, drop);

        Assert.Empty(drop.Derived);
        Assert.Equal("strong", Assert.Single(both.Decisions).RuleId);
        Assert.Equal("weak", Assert.Single(both.NonDecisions).Candidate.RuleId);
        Assert.Equal(DecisionStatus.Held, Assert.Single(weakOnly.Decisions).Status);
        Assert.Empty(weakOnly.NonDecisions);
    }

    private static Fact Level(string symbol, long level) => new("level", Value.String(symbol), Value.Number(level));

    private static List<FactChange> Changes(Random random)
    {
        List<FactChange> changes = [];
        foreach (string symbol in Symbols)
        {
            switch (random.Next(8))
            {
                case 0: changes.Add(FactChange.Assert(new Fact("calm", Value.String(symbol)))); break;
                case 1: changes.Add(FactChange.Retract(new Fact("calm", Value.String(symbol)))); break;
                case 2: changes.Add(FactChange.Assert(Level(symbol, random.Next(6)))); break;
                case 3: changes.Add(FactChange.Assert(new Fact("noise", Value.String(symbol), Value.Number(random.Next(4))))); break;
                case 4: changes.Add(FactChange.Retract(new Fact("noise", Value.String(symbol)))); break;
                default: break;
            }
        }

        return changes;
    }

    private static void Tell(IncrementalSession session, List<FactChange> changes)
    {
        foreach (FactChange change in changes)
        {
            PredicateHandle predicate = session.HandleOf(change.Fact.Predicate);
            if (change.Kind == ChangeKind.Assert)
            {
                session.Assert(predicate, change.Fact.Arguments);
            }
            else
            {
                session.Retract(predicate, change.Fact.Arguments.AsSpan(0, change.Fact.Predicate == "calm" ? change.Fact.Arguments.Length : 1));
            }
        }
    }

    /// <summary>Held decisions keep the candidate that they were emitted with; those are left out.</summary>
    private static string Derivations(AgendaResult result, bool onlyNews)
    {
        IEnumerable<Candidate> of = result.Emitted.Select(static d => d.Winner).Concat((onlyNews ? result.NewNonDecisions : result.NonDecisions).Select(static n => n.Candidate));
        return string.Join("\n", of.Where(static c => c.Derivation is not null).Select(static c => $"{c.RuleId} {c.Derivation!.RuleIndex} {c.Derivation}"));
    }

    private static string Print(AgendaResult result) =>
        string.Join("\n", result.Decisions.Select(static d => $"{d.Id} {d.Status} {d}").Concat(result.NonDecisions.Select(static n => n.ToString())));

    private static BoundProgram Bind()
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse("agenda.rules", Text)], BindOptions.Default);
        Assert.True(bound.Program is not null, string.Join("\n", bound.Diagnostics.Select(static d => DiagnosticText.Format(d))));
        return bound.Program;
    }
}

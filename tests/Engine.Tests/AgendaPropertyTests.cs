using System.Globalization;
using CryptoScalp.Rules.Primitives;
using static CryptoScalp.Rules.Engine.Tests.TradingProgram;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>Random histories through the agenda and through <see cref="AgendaOracle"/>; a failure names its seed.</summary>
public sealed class AgendaPropertyTests
{
    private static readonly string[] Symbols = ["ADAUSDT", "BTCUSDT", "ETHUSDT"];
    private static readonly string[] Actions = ["/long", "/short"];
    private static readonly string[] Sizes = ["-1.0", "0.5", "1.0", "2.25"];

    [Fact]
    public void The_agenda_agrees_with_the_oracle_on_random_histories()
    {
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        for (int seed = 0; seed < 400; seed++)
        {
            Random random = new(seed);
            DecisionAgenda agenda = new(Build(), 0);
            AgendaOracle oracle = new();
            long now = 0;
            for (int step = 0; step < 25; step++)
            {
                State state = State.Draw(random);
                now += random.Next(60);
                List<string> expected = oracle.Resolve(now, state.Proposals, state.Constraints);
                List<string> actual = Lines(agenda.Resolve(state.ToSession(random), new EventTime(now), step));
                Assert.True(expected.SequenceEqual(actual), $"seed {seed}, step {step}:\nexpected\n{string.Join("\n", expected)}\nactual\n{string.Join("\n", actual)}");
                actual.ForEach(line => seen[line.Split(' ')[0]] = seen.GetValueOrDefault(line.Split(' ')[0]) + 1);
            }
        }

        // The random cases reach every branch, so that the agreement means something.
        Assert.All(["emit", "hold", "cool", "lost", "struck"], kind => Assert.True(seen.GetValueOrDefault(kind) > 200, $"{kind}: {seen.GetValueOrDefault(kind)}"));
    }

    [Fact]
    public void The_order_in_which_candidates_and_constraints_come_changes_nothing()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Random random = new(seed);
            State state = State.Draw(random);
            string first = Print(new DecisionAgenda(Build(), 0).Resolve(state.ToSession(random), EventTime.Zero, 0));
            string second = Print(new DecisionAgenda(Build(), 0).Resolve(state.ToSession(random), EventTime.Zero, 0));
            Assert.True(first == second, $"seed {seed}:\n{first}\n--\n{second}");
        }
    }

    [Fact]
    public void A_veto_wins_over_every_priority_and_never_blocks_an_exit()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            Random random = new(seed);
            State state = State.Draw(random);
            AgendaResult result = new DecisionAgenda(Build(), 0).Resolve(state.ToSession(random), EventTime.Zero, 0);
            HashSet<string> vetoed = [.. state.Constraints.Where(static f => f.Predicate is "veto" or "halted").Select(static f => f.Arguments[0].AsText)];
            HashSet<string> exiting = [.. state.Proposals.Where(static p => p.Class == "/exit").Select(static p => p.Symbol)];
            Assert.DoesNotContain(result.Decisions, d => d.Class != "/exit" && vetoed.Contains(d.Key[0].AsText));
            Assert.Equal(exiting.Order(), result.Decisions.Where(static d => d.Class == "/exit").Select(static d => d.Key[0].AsText).Order());
        }
    }

    [Fact]
    public void Looking_only_when_something_changed_equals_looking_always()
    {
        int quiet = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            Random random = new(seed);
            DecisionAgenda lazy = new(Build(), 0), eager = new(Build(), 0);
            State state = State.Draw(random);
            long now = 0;
            for (int step = 0; step < 20; step++)
            {
                bool changes = random.Next(3) == 0;
                state = changes ? State.Draw(random) : state;
                now += random.Next(80);
                Fact[] reported = changes || step == 0 ? [new Fact("signal", Value.String("BTCUSDT"))] : [new Fact("other")];
                AgendaResult fast = lazy.Resolve(state.ToSession(random), FakeSession.Transaction(step, new EventTime(now), reported));
                AgendaResult full = eager.Resolve(state.ToSession(random), new EventTime(now), step);
                Assert.True(Print(full) == Print(fast), $"seed {seed}, step {step}:\n{Print(full)}\n--\n{Print(fast)}");
                quiet += fast.IsUnchanged ? 1 : 0;
            }
        }

        Assert.True(quiet > 1000, $"only {quiet} transactions were quiet");
    }

    private static string Print(AgendaResult result) => string.Join(
        "\n", result.Decisions.Select(static d => $"{d.Id} {d.Status} {d}").Concat(result.NonDecisions.Select(static n => n.ToString())).Prepend($"{result.At} {result.Sequence}"));

    private static List<string> Lines(AgendaResult result)
    {
        List<string> lines = [];
        foreach (Decision d in result.Decisions)
        {
            lines.Add(d.Status == DecisionStatus.Emitted ? $"emit {Text(d.Winner)} size {d.Size}" : $"hold {d.Key[0].AsText} {d.Action}");
        }

        foreach (NonDecision n in result.NonDecisions)
        {
            lines.Add(n.Reasons[0] switch
            {
                LostReason => $"lost {Text(n.Candidate)}",
                CooldownReason wait => $"cool {Text(n.Candidate)} {wait.Until}",
                _ => $"struck {Text(n.Candidate)}: {string.Join(" ", n.Reasons.Select(Text))}",
            });
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static string Text(Candidate c) => $"{c.Key[0].AsText} {c.Action} {c.AskedSize} {c.Confidence} {c.RuleId}";

    private static string Text(NonDecisionReason reason) => reason switch
    {
        VetoedReason veto => string.Join(" ", veto.Vetoes),
        RequirementUnmetReason unmet => string.Join(" ", unmet.Names),
        CappedToNothingReason => "cap",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Proposals and constraints of one moment.</summary>
    private sealed record State(List<AgendaOracle.Proposal> Proposals, List<Fact> Constraints)
    {
        public static State Draw(Random random)
        {
            List<AgendaOracle.Proposal> proposals = [];
            for (int i = random.Next(8); i > 0; i--)
            {
                (string id, string? ruleClass, int priority) = RuleTable[random.Next(RuleTable.Length)];
                decimal size = decimal.Parse(Pick(random, Sizes), CultureInfo.InvariantCulture);
                proposals.Add(new(Pick(random, Symbols), Pick(random, Actions), size, random.Next(1, 3) / 2.0, id, ruleClass ?? "/entry", priority));
            }

            List<Fact> constraints = [];
            foreach (string symbol in Symbols)
            {
                AddSome(random, 6, constraints, Veto(symbol, "/volatile"), Veto(symbol, "/correlation"), Halted(symbol), Cap(symbol, "-2.0"), Cap(symbol, "0.75"), Cap(symbol, "1.5"));
                AddSome(random, 1, constraints, [.. Actions.SelectMany(a => new[] { Require(symbol, "/timeframes", a), Require(symbol, "/reward", a) })]);
            }

            return new State(proposals, constraints);
        }

        /// <summary>A session that holds this state, in an order of its own.</summary>
        public FakeSession ToSession(Random random)
        {
            FakeSession session = new();
            AgendaOracle.Proposal[] shuffled = [.. Proposals];
            random.Shuffle(shuffled);
            foreach (AgendaOracle.Proposal p in shuffled)
            {
                int rule = RuleTable.Select(static r => r.Id).ToList().IndexOf(p.RuleId);
                session.Derive(rule, Propose(p.Symbol, p.Action, p.Size.ToString(CultureInfo.InvariantCulture), p.Confidence));
            }

            Fact[] constraints = [.. Constraints];
            random.Shuffle(constraints);
            session.Give(constraints);
            return session;
        }

        /// <summary>Adds each row with a chance of one in <paramref name="n"/> + 1.</summary>
        private static void AddSome(Random random, int n, List<Fact> rows, params Fact[] possible) => rows.AddRange(possible.Where(_ => random.Next(n + 1) == 0));

        private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
    }
}

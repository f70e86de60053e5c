using System.Text;
using CryptoScalp.Rules.Primitives;
using static CryptoScalp.Rules.Reference.Tests.Texts;

namespace CryptoScalp.Rules.Reference.Tests;

/// <summary>Random state machines: switches that rules turn on and off, against the same machine as a plain loop over bits.</summary>
public sealed class StateMachineTests
{
    private const int Switches = 5, Inputs = 3;

    [Fact]
    public void Rules_run_as_the_machine_they_describe()
    {
        int committed = 0, rolledBack = 0, changed = 0;
        for (int seed = 0; seed < 600; seed++)
        {
            Random random = new(seed);
            Machine machine = Machine.Make(random);
            ReferenceSession session = Start(machine.ToRules(random));
            for (int step = 1; step <= 8; step++)
            {
                int input = random.Next(1 << Inputs), forced = random.Next(4) == 0 ? random.Next(1 << Switches) : machine.State;
                bool settles = machine.TryRun(input, forced);
                TransactionResult result = session.Commit(new EventTime(step), Changes(machine, session, input, forced));

                Assert.True(settles == (result.Outcome == TransactionOutcome.Committed), $"seed {seed}, step {step}: {result.Outcome} {result.Problem}");
                Assert.True(Bits(session, "s") == machine.State, $"seed {seed}, step {step}");
                committed += settles ? 1 : 0;
                rolledBack += settles ? 0 : 1;
                changed += result.StateSteps;
            }
        }

        Assert.True(committed > 1000 && rolledBack > 50 && changed > 1000, $"{committed} committed, {rolledBack} rolled back, {changed} steps");
    }

    private static IReadOnlyList<FactChange> Changes(Machine machine, ReferenceSession session, int input, int forced) =>
        [Plus("tick"), .. Difference("e", Bits(session, "e"), input, Inputs), .. Difference("s", Bits(session, "s"), forced, Switches)];

    private static IEnumerable<FactChange> Difference(string predicate, int before, int after, int count) =>
        Enumerable.Range(0, count).Where(i => ((before ^ after) >> i & 1) == 1).Select(i => (after >> i & 1) == 1 ? Plus(predicate, i) : Minus(predicate, i));

    private static int Bits(ReferenceSession session, string predicate) => session.FactsOf(predicate).Sum(static f => 1 << (int)f.Arguments[0].AsInt64);

    /// <summary>Per rule: which switch, on or off, and the bits of inputs and switches that must be set or clear.</summary>
    private sealed record Line(int Switch, bool On, int InputsSet, int InputsClear, int SwitchesSet, int SwitchesClear);

    private sealed class Machine(List<Line> lines)
    {
        public int State { get; private set; }

        public static Machine Make(Random random) => new([.. Enumerable.Range(0, random.Next(3, 12)).Select(_ => new Line(
            random.Next(Switches), random.Next(2) > 0, Some(random, Inputs), Some(random, Inputs), Some(random, Switches), Some(random, Switches)))]);

        /// <summary>False when the machine does not settle within the bound: then nothing has changed.</summary>
        public bool TryRun(int input, int forced)
        {
            int now = forced;
            for (int step = 0; step <= SessionLimits.Default.MaxStateSteps; step++)
            {
                int on = 0, off = 0;
                foreach (Line line in lines.Where(l => Fires(l, input, now)))
                {
                    on |= line.On ? 1 << line.Switch : 0;
                    off |= line.On ? 0 : 1 << line.Switch;
                }

                int next = (now & ~off) | on;
                if (next == now)
                {
                    State = now;
                    return true;
                }

                now = next;
            }

            return false;
        }

        /// <summary>The rules in a random order: it must not matter.</summary>
        public string ToRules(Random random)
        {
            StringBuilder text = new("Decl e(I) descr [extensional()] bound [/number]. Decl s(I) bound [/number]. Decl tick() descr [extensional()].\n");
            foreach (Line line in lines.OrderBy(_ => random.Next()))
            {
                text.Append($"{(line.On ? "assert" : "retract")} s({line.Switch}) :- tick()");
                Append(text, "e", line.InputsSet, "", Inputs);
                Append(text, "e", line.InputsClear, "!", Inputs);
                Append(text, "s", line.SwitchesSet, "", Switches);
                Append(text, "s", line.SwitchesClear, "!", Switches);
                text.Append(".\n");
            }

            return text.ToString();
        }

        private static void Append(StringBuilder text, string predicate, int bits, string sign, int count)
        {
            foreach (int i in Enumerable.Range(0, count).Where(i => (bits >> i & 1) == 1))
            {
                text.Append($", {sign}{predicate}({i})");
            }
        }

        private static bool Fires(Line line, int input, int state) =>
            (input & line.InputsSet) == line.InputsSet && (input & line.InputsClear) == 0
            && (state & line.SwitchesSet) == line.SwitchesSet && (state & line.SwitchesClear) == 0;

        private static int Some(Random random, int count) => random.Next(2) == 0 ? 0 : 1 << random.Next(count);
    }
}

using System.Diagnostics;
using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Properties.Tests;

public sealed class TradingPackTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void After_each_of_two_thousand_ticks_the_pack_says_what_hand_written_loops_say(bool incremental)
    {
        IRuleSession session = Start(Sessions.Bind(TradingMarket.Rules), incremental);
        TradingMarket market = new(17);
        session.Commit(EventTime.Zero, market.Opening());
        HashSet<string> seen = [];
        TimeSpan spent = TimeSpan.Zero;
        for (int tick = 1; tick <= 2000; tick++)
        {
            FactChange update = market.Update();
            long start = Stopwatch.GetTimestamp();
            session.Commit(new EventTime(tick), [update]);
            spent += Stopwatch.GetElapsedTime(start);
            string actual = Sessions.Dump(session, ["arb", "buy"]);
            Assert.True(string.Join('\n', market.Expected()) == actual, $"tick {tick} after {update}: {actual}");
            seen.UnionWith(actual.Split('\n'));
        }

        output.WriteLine($"{spent.TotalMilliseconds / 2000:F3} ms a tick");
        Assert.Contains(seen, static line => line.StartsWith("buy", StringComparison.Ordinal));
        Assert.True(seen.Count(static line => line.StartsWith("arb", StringComparison.Ordinal)) > 20);
    }

    [Fact]
    public void Both_engines_say_the_same_of_every_relation_after_each_of_two_thousand_ticks()
    {
        SessionPair pair = new(TradingMarket.Rules);
        TradingMarket market = new(23);
        pair.Commit(EventTime.Zero, [.. market.Opening()]);
        for (int tick = 1; tick <= 2000; tick++)
        {
            pair.Commit(new EventTime(tick), market.Update());
            if (tick % 200 == 0)
            {
                pair.CompareDerivations(5);
            }
        }

        Assert.True(pair.Changes > 500 && pair.Derivations > 50, $"{pair.Changes} changes");
    }

    [SharedFact]
    public void The_shared_trading_workload_ends_in_the_recorded_state()
    {
        BoundProgram program = Sessions.Bind(File.ReadAllText(Path.Combine(TestData.Shared!, "bench", "trading50", "program.rules")));
        TradingExpectation expected = TradingExpectation.Read(Path.Combine(TestData.Shared!, "bench", "trading50", "expected.json"));
        string scripts = Directory.CreateTempSubdirectory("trading50").FullName;
        using (Process generate = Process.Start("python3", [Path.Combine(TestData.Shared!, "bench", "generate.py"), scripts, "--updates", "200000", "--symbols", "50", "--venues", "3", "--seed", "20240601"]))
        {
            generate.WaitForExit();
            Assert.Equal(0, generate.ExitCode);
        }

        IRuleSession session = Start(program, incremental: true);
        FactChange[] opening = [.. Changes(Path.Combine(scripts, "facts.script"))], updates = [.. Changes(Path.Combine(scripts, "updates.script"))];
        Directory.Delete(scripts, true);
        session.Commit(EventTime.Zero, opening);
        Assert.Equal((expected.AfterFacts.Arb, expected.AfterFacts.Buy), (session.FactsOf("arb").Count, session.FactsOf("buy").Count));
        TradingTally tally = new(session);
        long start = Stopwatch.GetTimestamp();
        foreach (FactChange change in updates)
        {
            tally.Add(session.Commit(new EventTime(1), [change]));
        }

        output.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalMicroseconds / updates.Length:F2} us a tick");
        Assert.Equal(expected.Changes["arb"], tally.Of("arb"));
        Assert.Equal(expected.Changes["buy"], tally.Of("buy"));
        Assert.Equal(expected.FinalArb.Order(StringComparer.Ordinal), session.FactsOf("arb").Select(static f => $"{f}.").Order(StringComparer.Ordinal));
        Assert.Equal(expected.FinalBuy.Order(StringComparer.Ordinal), session.FactsOf("buy").Select(static f => $"{f}.").Order(StringComparer.Ordinal));
    }

    private static IRuleSession Start(BoundProgram program, bool incremental) =>
        incremental ? new IncrementalSession(PlanCompiler.Compile(program), SessionLimits.Default) : new ReferenceSession(program, SessionLimits.Default);

    /// <summary>Reads lines such as <c>+quote(1, 2, 30, 40).</c>; all arguments are integers.</summary>
    private static IEnumerable<FactChange> Changes(string path) =>
        from line in File.ReadLines(path)
        where line.StartsWith('+')
        let open = line.IndexOf('(', StringComparison.Ordinal)
        select FactChange.Assert(new Fact(line[1..open], [.. line[(open + 1)..^2].Split(", ").Select(static number => Value.Number(long.Parse(number)))]));
}

using System.Diagnostics;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Properties.Tests;

public sealed class TradingPackTests(ITestOutputHelper output)
{
    [Fact]
    public void After_each_of_two_thousand_ticks_the_pack_says_what_hand_written_loops_say()
    {
        ReferenceSession session = Sessions.Start(TradingMarket.Rules);
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

    [SharedFact]
    public void The_shared_trading_workload_ends_in_the_recorded_state()
    {
        BoundProgram program = Sessions.Bind(File.ReadAllText(Path.Combine(TestData.Shared!, "bench", "trading50", "program.rules")));
        string scripts = Directory.CreateTempSubdirectory("trading50").FullName;
        using (Process generate = Process.Start("python3", [Path.Combine(TestData.Shared!, "bench", "generate.py"), scripts, "--updates", "2000"]))
        {
            generate.WaitForExit();
            Assert.Equal(0, generate.ExitCode);
        }

        ReferenceSession session = new(program, SessionLimits.Default);
        session.Commit(EventTime.Zero, [.. Changes(Path.Combine(scripts, "facts.script"))]);
        (int Arb, int Buy) opening = (session.FactsOf("arb").Count, session.FactsOf("buy").Count);
        long start = Stopwatch.GetTimestamp();
        foreach (FactChange change in Changes(Path.Combine(scripts, "updates.script")))
        {
            session.Commit(new EventTime(1), [change]);
        }

        output.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalMilliseconds / 2000:F3} ms a tick");
        Directory.Delete(scripts, true);
        Assert.Equal((22, 2), opening);
    }

    /// <summary>Reads lines such as <c>+quote(1, 2, 30, 40).</c>; all arguments are integers.</summary>
    private static IEnumerable<FactChange> Changes(string path) =>
        from line in File.ReadLines(path)
        where line.StartsWith('+')
        let open = line.IndexOf('(', StringComparison.Ordinal)
        select FactChange.Assert(new Fact(line[1..open], [.. line[(open + 1)..^2].Split(", ").Select(static number => Value.Number(long.Parse(number)))]));
}

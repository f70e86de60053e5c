using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>The tape that candidates follow is written over again and again, and no reader sees it.</summary>
public sealed class TapeMemoryTests
{
    private const int Stretch = 2_000, Stretches = 8;

    private static string Above(string price) => TestRules.BuyAboveHundred.Replace("Bid > 100.0", $"Bid > {price}", StringComparison.Ordinal);

    [Fact]
    public void A_tape_as_long_as_it_gets_allocates_nothing_even_after_a_switch()
    {
        using SwitchedRun run = new(Above("1000.0"), new ListFeed(WalkingMarket.Events(Stretch * Stretches, stepMs: 3)), [new(Stretch, Above("2000.0"))], capacity: 100);
        List<long> allocated = [];
        long before = GC.GetAllocatedBytesForCurrentThread();
        run.OnTick = tick =>
        {
            if (tick % 400 == 0)
            {
                run.Keeper.Pump();
            }

            if (tick % Stretch == Stretch - 1)
            {
                allocated.Add(GC.GetAllocatedBytesForCurrentThread() - before);
                before = GC.GetAllocatedBytesForCurrentThread();
            }
        };
        run.Run();

        // A piece of the tape has room for 512 entries and takes some 90 KB: a stretch, of more than two entries a tick, would take 700 KB. The test's own plan takes 310 KB.
        Assert.True(run.Pipeline.Counters.GivenChanges > Stretch * Stretches, "the market was too quiet to show anything");
        Assert.True(allocated[2..].Min() < 400_000, $"bytes by stretch: {string.Join(", ", allocated)}");
    }

    [Fact]
    public void Runs_with_a_short_tape_decide_what_runs_with_a_long_one_do()
    {
        string[] Decided(int capacity)
        {
            MarketEvent[] market = WalkingMarket.Events(3_000);
            SwitchPlan[] plan = [.. Enumerable.Range(1, 9).Select(i => new SwitchPlan(i * 300, i % 4 == 3 ? null : Above($"{99.5 + (i * 0.05):F2}")))];
            using SwitchedRun run = new(Above("100.0"), new ListFeed(market), plan, capacity: capacity);
            run.OnTick = tick =>
            {
                if (tick % 7 == 0)
                {
                    run.Keeper.Pump();
                }
            };
            run.Run();
            return [.. run.Watcher.Decisions.Select(static d => $"{d.Decision.At} {d.Decision} {d.Proof.RootId}")];
        }

        string[] whole = Decided(SwitchYard.DefaultCapacity);

        Assert.True(whole.Length > 200, $"{whole.Length} decisions");
        Assert.Equal(whole, Decided(10));
    }
}

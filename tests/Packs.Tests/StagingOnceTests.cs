using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>The tick thread may be asked too much to hear at once that rules were staged.</summary>
public sealed class StagingOnceTests
{
    [Fact]
    public void Rules_that_wait_to_be_recorded_are_written_down_once_however_often_the_tick_thread_is_asked()
    {
        BoundProgram program = TestRules.Bind(TestRules.BuyAboveHundred);
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), KeepsTape = true };
        using MarketRun run = new(program, [new ListFeed(WalkingMarket.Events(10))], options, new Watcher());
        SwitchYard yard = new(run.Pipeline);
        int waiting = 0;
        while (run.Pipeline.TryPost(static () => { }))
        {
            waiting++;
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Func<bool> ask = yard.Staging(program, "test", static _ => { });
        long written = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.False(ask());
        before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(ask());
        long again = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(waiting > 0 && again * 10 < written, $"{written} bytes to write the record, {again} to ask again");
        run.Pipeline.ServeNow();
        Assert.True(ask());
    }
}

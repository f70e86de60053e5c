using System.Diagnostics;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Packs;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>A run of the same events again and again, at full speed, with a desk that may be asked for other rules meanwhile.</summary>
internal sealed class MeasuredRun
{
    private const int MaxSlow = 200_000;
    private const long SlowNs = 10_000;
    private const int MaxSwitches = 1_000;

    /// <summary>Ticks as the run itself measures them: switches are not in them.</summary>
    public required LatencyHistogram Latency { get; init; }

    public required long Ticks { get; init; }

    public required SlowStretches Slow { get; init; }

    public required CollectorUsage Collector { get; init; }

    /// <summary>Bytes that the tick thread allocated.</summary>
    public required long TickBytes { get; init; }

    public required TimeSpan Took { get; init; }

    /// <summary>Processors' time that other processes had meanwhile.</summary>
    public required double Others { get; init; }

    /// <param name="events">One round.</param>
    /// <param name="most">Ends the run after so many.</param>
    /// <param name="journal">A folder; null records nothing.</param>
    /// <param name="beside">What is done beside it on other threads; its end ends the run. Null for nothing.</param>
    public static MeasuredRun Of(List<MarketEvent> events, long most, string? journal, Func<PackDesk, CancellationToken, Task>? beside)
    {
        TickPipelineOptions options = new()
        {
            Instruments = DefaultInstruments.Create(), KeepsTape = true, Journal = journal is null ? null : JournalWriter.Open(journal), RecordNonDecisionsEvery = 0,
        };
        SlowStretches slow = new(MaxSlow, SlowNs, MaxSwitches);
        LoopedEvents feed = new(events, most, slow);
        using MarketRun run = new(ReloadedRules.Bound(0), [feed], options, new NobodyWatches());
        feed.Version = () => run.Pipeline.ActiveVersion;
        using PackDesk desk = new(run.Pipeline, new PackPolicy { Proves = false, ReplayTransactions = 500, KeepsSpare = true });
        using CancellationTokenSource stop = new();
        GC.Collect();
        ProcessorShare share = new();
        CollectorUsage before = CollectorUsage.Now();
        long bytes = GC.GetAllocatedBytesForCurrentThread(), started = Stopwatch.GetTimestamp();
        Task other = beside is null ? Task.CompletedTask
            : Task.Run(() => beside(desk, stop.Token)).ContinueWith(done => { stop.Cancel(); done.GetAwaiter().GetResult(); }, TaskScheduler.Default);
        run.Run(null, stop.Token);
        TimeSpan took = Stopwatch.GetElapsedTime(started);
        double others = share.Others;
        stop.Cancel();
        other.GetAwaiter().GetResult();
        return new MeasuredRun
        {
            Latency = run.Pipeline.Latency, Ticks = run.Pipeline.Counters.Ticks, Slow = slow, Took = took, Others = others,
            Collector = CollectorUsage.Now().Since(before), TickBytes = GC.GetAllocatedBytesForCurrentThread() - bytes,
        };
    }
}

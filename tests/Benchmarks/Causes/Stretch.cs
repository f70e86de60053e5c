using System.Diagnostics;
using System.Runtime;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>What is known of a thread at one moment; two of them say where the time between went.</summary>
internal readonly record struct Moment(long Timestamp, ThreadUsage Usage, long GcPausedTicks, long CompilingTicks, int Collections)
{
    /// <summary>Of the calling thread.</summary>
    public static Moment Now() => new(
        Stopwatch.GetTimestamp(), ThreadUsage.Now(), GC.GetTotalPauseDuration().Ticks, JitInfo.GetCompilationTime(currentThread: true).Ticks, GC.CollectionCount(0));
}

/// <summary>Where the time between two moments of a thread went.</summary>
/// <param name="TookNs">By the clock.</param>
/// <param name="GcNs">In pauses of the collector, as it tells them.</param>
/// <param name="JitNs">Compiling on this thread.</param>
/// <param name="OffNs">Not on a processor, beyond the collector's pauses.</param>
/// <param name="Usage">As counted by the operating system.</param>
/// <param name="IsSwitch">The rules in force changed in it.</param>
internal readonly record struct Stretch(long TookNs, long GcNs, long JitNs, long OffNs, ThreadUsage Usage, bool IsSwitch)
{
    /// <summary>How many came since the rules in force last changed.</summary>
    public long SinceSwitch { get; init; }

    public static Stretch Between(in Moment from, in Moment to, bool isSwitch)
    {
        long took = (long)Stopwatch.GetElapsedTime(from.Timestamp, to.Timestamp).TotalNanoseconds;
        long gc = (to.GcPausedTicks - from.GcPausedTicks) * 100;
        ThreadUsage usage = to.Usage.Since(from.Usage);
        return new Stretch(took, gc, (to.CompilingTicks - from.CompilingTicks) * 100, Math.Max(0, took - usage.ProcessorNs - gc), usage, isSwitch);
    }

    /// <summary>What took most of it.</summary>
    public string Cause =>
        GcNs * 2 > TookNs ? "collection"
        : JitNs * 2 > TookNs ? "compiling"
        : OffNs * 2 > TookNs ? Usage.Interrupted > 0 ? "processor taken" : Usage.Yielded > 0 ? "waiting" : "off, uncounted"
        : GcNs + JitNs + OffNs > TookNs / 2 ? "mixed"
        : Usage.Blocks > 0 ? "own work, with a write"
        : "own work";
}

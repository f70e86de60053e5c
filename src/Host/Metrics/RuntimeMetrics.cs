using System.Globalization;

namespace CryptoScalp.Rules.Host;

/// <summary>What the runtime took from the run: pauses in which everything stands still, tick and answers alike.</summary>
internal static class RuntimeMetrics
{
    public static void Write(PrometheusText text)
    {
        text.Family("cryptoscalp_gc_pause_seconds_total", "counter", "Time in which the garbage collector had every thread stand still.");
        text.Sample("cryptoscalp_gc_pause_seconds_total", GC.GetTotalPauseDuration().TotalSeconds);
        text.Family("cryptoscalp_gc_collections_total", "counter", "Garbage collections, by the oldest generation collected.");
        for (int generation = 0; generation <= GC.MaxGeneration; generation++)
        {
            int older = generation < GC.MaxGeneration ? GC.CollectionCount(generation + 1) : 0; // a count includes those of older generations
            text.Sample("cryptoscalp_gc_collections_total", Math.Max(0, GC.CollectionCount(generation) - older), ("generation", generation.ToString(CultureInfo.InvariantCulture)));
        }

        text.Family("cryptoscalp_allocated_bytes_total", "counter", "Bytes allocated by every thread of the process.");
        text.Sample("cryptoscalp_allocated_bytes_total", GC.GetTotalAllocatedBytes());
        text.Family("cryptoscalp_processor_seconds_total", "counter", "Processor time of the process.");
        text.Sample("cryptoscalp_processor_seconds_total", Environment.CpuUsage.TotalTime.TotalSeconds);
    }
}

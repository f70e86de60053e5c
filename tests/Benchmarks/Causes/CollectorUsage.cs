using System.Globalization;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>What the process has allocated and collected.</summary>
internal readonly record struct CollectorUsage(int Young, int Middle, int Old, TimeSpan Paused, long Bytes)
{
    public static CollectorUsage Now() =>
        new(GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2), GC.GetTotalPauseDuration(), GC.GetTotalAllocatedBytes());

    public CollectorUsage Since(in CollectorUsage before) =>
        new(Young - before.Young, Middle - before.Middle, Old - before.Old, Paused - before.Paused, Bytes - before.Bytes);

    /// <summary>Collections are counted by the oldest generation that they looked at.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Bytes / 1e6:F0} MB allocated; collections of generation 0, 1, 2: {Young - Middle}, {Middle - Old}, {Old}; paused {Paused.TotalMilliseconds:F0} ms");
}

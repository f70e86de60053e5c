namespace CryptoScalp.Rules.TestSupport;

/// <summary>Counts what a piece of work allocates on this thread.</summary>
internal static class Allocation
{
    /// <summary>The least bytes of several runs of the same work.</summary>
    /// <remarks>A collection in between charges the thread with the unused rest of its buffer (up to 8 KiB), and early tiers of compiled code allocate: neither is the work's doing.</remarks>
    public static long LeastOf(int runs, Action work)
    {
        long least = long.MaxValue;
        for (int i = 0; i < runs; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}

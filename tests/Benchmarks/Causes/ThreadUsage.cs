using System.Runtime.InteropServices;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>What the operating system has counted of the calling thread. Linux; elsewhere nothing is counted.</summary>
/// <param name="ProcessorNs">Time on a processor.</param>
/// <param name="PageFaults">Pages that had to be provided without reading a disk.</param>
/// <param name="Yielded">Times that it gave its processor away to wait.</param>
/// <param name="Interrupted">Times that its processor was taken from it.</param>
/// <param name="Blocks">Half kilobytes that it gave the operating system to write to files on a disk.</param>
internal readonly partial record struct ThreadUsage(long ProcessorNs, long PageFaults, long Yielded, long Interrupted, long Blocks)
{
    private const int OfThread = 1;

    public static ThreadUsage Now()
    {
        if (!OperatingSystem.IsLinux() || GetUsage(OfThread, out RawUsage usage) != 0)
        {
            return default;
        }

        return new ThreadUsage(ProcessorTime(), usage.MinorFaults, usage.Voluntary, usage.Involuntary, usage.BlocksOut);
    }

    public ThreadUsage Since(in ThreadUsage before) =>
        new(ProcessorNs - before.ProcessorNs, PageFaults - before.PageFaults, Yielded - before.Yielded, Interrupted - before.Interrupted, Blocks - before.Blocks);

    private static long ProcessorTime()
    {
        const int ThreadProcessorTime = 3;
        return GetTime(ThreadProcessorTime, out Timespec time) == 0 ? (time.Seconds * 1_000_000_000) + time.Nanoseconds : 0;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, out RawUsage usage);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds, Nanoseconds;
    }

    /// <summary><c>struct rusage</c> of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct RawUsage
    {
        public long UserSeconds, UserMicroseconds, SystemSeconds, SystemMicroseconds;
        public long MaxResident, SharedText, UnsharedData, UnsharedStack;
        public long MinorFaults, MajorFaults, Swaps, BlocksIn, BlocksOut, MessagesSent, MessagesReceived, Signals;
        public long Voluntary, Involuntary;
    }
}

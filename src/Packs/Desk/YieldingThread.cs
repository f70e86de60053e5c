using System.Runtime.InteropServices;

namespace CryptoScalp.Rules.Packs;

/// <summary>Lets a thread that makes rules ready give way to the tick thread where both want one processor.</summary>
/// <remarks>
/// The scheduler of Linux knows priorities of threads (setpriority(2)), which .NET does not set there. A thread cannot take it back, so only threads that end with their work ask for it. Where it is not
/// to be had nothing changes but who waits.
/// </remarks>
internal static partial class YieldingThread
{
    /// <summary>A tenth of the weight of others: on a machine of one processor and a market that never rests there is still time to follow it.</summary>
    private const int Niceness = 10;

    private const int OfThread = 0, Calling = 0;

    /// <summary>The calling thread gives way from now on. False where the system has no such priorities.</summary>
    public static bool Begin() => OperatingSystem.IsLinux() && SetPriority(OfThread, Calling, Niceness) == 0;

    /// <summary>Does work on a thread of its own that gives way.</summary>
    public static Task<T> Run<T>(Func<T> work) => Task.Factory.StartNew(
        () =>
        {
            Begin();
            return work();
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}

using System.Runtime.InteropServices;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Lets threads whose work can wait stand back behind those that trade and answer.</summary>
/// <remarks>A niceness in Linux, which every thread has for itself there; elsewhere, and where it is refused, threads stay as they are. No result depends on it (docs/adr/0161).</remarks>
public static partial class Courtesy
{
    /// <summary>Of 19: gets a ninth of a busy processor beside a thread that does not stand back, and all of an idle one.</summary>
    public const int Niceness = 10;

    private const int OneThread = 0, CallingThread = 0;

    /// <summary>Lets the calling thread stand back, for as long as it lives.</summary>
    /// <returns>False where that is not possible.</returns>
    public static bool StandBack() => OperatingSystem.IsLinux() && SetPriority(OneThread, CallingThread, Niceness) == 0;

    /// <summary>Does work on a thread of its own that stands back: one of a pool could not take it back.</summary>
    public static Task<T> Run<T>(Func<T> work) => Task.Factory.StartNew(
        () =>
        {
            StandBack();
            return work();
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int niceness);
}

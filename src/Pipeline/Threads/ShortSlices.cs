using System.Runtime.InteropServices;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Lets threads that answer be served soon after they wake, beside threads that never sleep.</summary>
/// <remarks>
/// A length of slice in Linux (6.12 and later), which every thread has for itself and hands on to those that it starts: a thread that wakes with a short slice goes before one that runs with a longer one,
/// and gets no more of the processor over time. Nobody's niceness changes. Elsewhere, and where it is refused, threads stay as they are. No result depends on it (docs/adr/0194).
/// </remarks>
public static partial class ShortSlices
{
    /// <summary>The shortest that Linux takes.</summary>
    private const ulong SliceNs = 100_000;

    private const int CallingThread = 0;

    [ThreadStatic]
    private static bool _isAsked;

    /// <summary>Gives the calling thread short slices, for as long as it lives. Costs a look at a flag from the second call on.</summary>
    public static void Take()
    {
        if (!_isAsked)
        {
            _isAsked = true;
            Ask();
        }
    }

    /// <summary>Asks, whatever was asked before.</summary>
    /// <returns>False where that is not possible.</returns>
    internal static bool Ask()
    {
        if (!OperatingSystem.IsLinux() || CallNumbers() is not (int get, int set))
        {
            return false;
        }

        Attributes attributes = default;
        if (GetAttributes(get, CallingThread, ref attributes, (uint)Marshal.SizeOf<Attributes>(), 0) != 0)
        {
            return false;
        }

        attributes.Runtime = SliceNs;
        return SetAttributes(set, CallingThread, ref attributes, 0) == 0;
    }

    /// <summary>The C library of Debian 12 has no functions for these two calls.</summary>
    private static (int Get, int Set)? CallNumbers() => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => (315, 314),
        Architecture.Arm64 => (275, 274),
        _ => null,
    };

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial int GetAttributes(nint number, int thread, ref Attributes attributes, uint size, uint flags);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial int SetAttributes(nint number, int thread, ref Attributes attributes, uint flags);

    /// <summary>struct sched_attr, its first version.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Attributes
    {
        public uint Size;
        public uint Policy;
        public ulong Flags;
        public int Nice;
        public uint Priority;
        public ulong Runtime;
        public ulong Deadline;
        public ulong Period;
    }
}

using System.Diagnostics;

namespace CryptoScalp.Rules.Cli;

/// <summary>Memory of the whole process, with the files that it read and parsed.</summary>
/// <param name="PeakMegabytes">The most that was resident so far.</param>
/// <param name="ResidentMegabytes">What is.</param>
internal readonly record struct ProcessMemory(double PeakMegabytes, double ResidentMegabytes)
{
    private const double Megabyte = 1048576.0;

    public static ProcessMemory Now()
    {
        using Process self = Process.GetCurrentProcess();
        return new ProcessMemory(self.PeakWorkingSet64 / Megabyte, self.WorkingSet64 / Megabyte);
    }
}

using System.Diagnostics;
using System.Globalization;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>How much of the machine others had while something was measured: figures from a machine that was not alone say little. Linux; NaN elsewhere.</summary>
internal sealed class ProcessorShare(params Process[] own)
{
    private const double TicksPerSecond = 100;

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly double _all = Busy(), _own = Own(own);

    /// <summary>Processors' time of other processes since the start, as a share of all processors' time.</summary>
    public double Others => (Busy() - _all - (Own(own) - _own)) / (Stopwatch.GetElapsedTime(_started).TotalSeconds * Environment.ProcessorCount);

    private static double Own(Process[] own)
    {
        double seconds = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
        foreach (Process process in own)
        {
            process.Refresh();
            seconds += process.TotalProcessorTime.TotalSeconds;
        }

        return seconds;
    }

    /// <summary>The first line: <c>cpu user nice system idle iowait irq softirq steal …</c>, in ticks of all processors.</summary>
    private static double Busy()
    {
        const string Stat = "/proc/stat";
        if (!File.Exists(Stat))
        {
            return double.NaN;
        }

        string[] parts = File.ReadLines(Stat).First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        double[] ticks = [.. parts.Skip(1).Take(8).Select(static p => double.Parse(p, CultureInfo.InvariantCulture))];
        return (ticks.Sum() - ticks[3] - ticks[4]) / TicksPerSecond;
    }
}

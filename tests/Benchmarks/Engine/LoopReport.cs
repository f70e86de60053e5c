using System.Diagnostics;
using System.Globalization;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>A workload's updates one after the other with no clock between them: what a transaction costs by itself, also under load of other processes.</summary>
/// <remarks>Of several passes the one that took least; a shared machine makes every pass slower, never faster.</remarks>
internal static class LoopReport
{
    private const int Passes = 30;

    public static void Print(Workload workload, TextWriter output)
    {
        WorkloadSession session = WorkloadSession.Open(workload);
        double best = double.MaxValue;
        long changes = 0;
        for (int pass = 0; pass < Passes; pass++)
        {
            (double each, changes) = Pass(session, workload.Updates.Count);
            best = Math.Min(best, each);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workload.Program}: {best:F0} ns an update, least of {Passes} passes over {workload.Updates.Count} updates; {changes} derived changes in the last"));
    }

    private static (double Each, long Changes) Pass(WorkloadSession session, int updates)
    {
        long changes = 0;
        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 0; i < updates; i++)
        {
            changes += session.CommitNext();
        }

        return (watch.Elapsed.TotalNanoseconds / updates, changes);
    }
}

using System.Diagnostics;
using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Deletes rows below a recursive program one at a time, puts each back, and compares with computing everything anew, in one run on one machine.</summary>
internal static class DeletionReport
{
    /// <summary>Prints ratios first; false when the rows at the end are not those at the start.</summary>
    public static bool Print(Workload workload, TextWriter output)
    {
        Stopwatch watch = Stopwatch.StartNew();
        WorkloadSession opened = WorkloadSession.Open(workload);
        double anew = watch.Elapsed.TotalMilliseconds;
        string derived = WorkloadSession.Bind(workload).Predicates.First(static p => p.IsDerived).Name;
        HashSet<Fact> before = [.. opened.Session.FactsOf(derived)];
        List<double> deletions = [], insertions = [];
        long changes = 0;
        for (int i = 0; i < workload.Updates.Count; i++)
        {
            watch.Restart();
            changes += opened.CommitNext();
            (i % 2 == 0 ? deletions : insertions).Add(watch.Elapsed.TotalMilliseconds);
        }

        bool isRestored = before.SetEquals(opened.Session.FactsOf(derived));
        double each = (deletions.Sum() + insertions.Sum()) / workload.Updates.Count;
        output.WriteLine(Line($"one change is {anew / each:F0} times faster on average than computing anew ({each:F3} ms, {anew:F0} ms with loading)"));
        Print(output, "deletion", deletions);
        Print(output, "putting back", insertions);
        output.WriteLine(Line($"{before.Count} rows of {derived}; {changes} derived changes; rows at the end {(isRestored ? "are those at the start" : "DIFFER from those at the start")}"));
        return isRestored;
    }

    private static void Print(TextWriter output, string what, List<double> times)
    {
        times.Sort();
        output.WriteLine(Line($"{what,-12} mean {times.Average():F3} ms, p50 {times[times.Count / 2]:F3}, p99 {times[(int)(times.Count * 0.99)]:F3}, max {times[^1]:F3}"));
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Diagnostics;
using System.Globalization;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Each aggregate over a window of the last so many trades, one trade a transaction: what follows a member's coming and going beside what reads all members again.</summary>
internal static class WindowReport
{
    private const int Transactions = 4_000;
    private const int Passes = 5;

    /// <summary>Reads all members again for every result, and does next to nothing with each.</summary>
    private const string Rereading = "last";
    private static readonly string[] Aggregates = [Rereading, "count", "sum", "avg", "min", "max", "stddev"];

    /// <summary>Prints ratios first, then the least processor time of several passes.</summary>
    public static void Print(int window, TextWriter output)
    {
        foreach (bool falls in new[] { false, true })
        {
            double reread = Measure(Rereading, window, falls);
            output.WriteLine(Line($"window of {window} trades, prices that {(falls ? "fall all the time, so that the highest always goes first" : "walk at random")}; a transaction takes"));
            foreach (string aggregate in Aggregates)
            {
                double each = aggregate == Rereading ? reread : Measure(aggregate, window, falls);
                output.WriteLine(Line($"  {aggregate,-7} {reread / each,6:F1} times less than reading the members again: {each,8:F0} ns"));
            }
        }
    }

    private static double Measure(string aggregate, int window, bool falls)
    {
        WindowSession session = new(aggregate, window, falls);
        double best = double.MaxValue;
        for (int pass = 0; pass < Passes; pass++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            for (int i = 0; i < Transactions; i++)
            {
                _ = session.Next();
            }

            best = Math.Min(best, watch.Elapsed.TotalNanoseconds / Transactions);
        }

        return best;
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Diagnostics;
using System.Globalization;
using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

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
        string rules = $"""
            Decl trade(Id, Price) descr [extensional(), key([Id])] bound [/number, /float64].
            value(X) :- trade(_, P) over [0ns, {window - 1}ns] |> do fn:group_by(), let X = fn:{aggregate}({(aggregate == "count" ? "" : "P")}).
            """;
        IncrementalSession session = new(PlanCompiler.Compile(RuleBinder.Bind([SyntaxTree.Parse("window.rules", rules)], BindOptions.Default).Program!), SessionLimits.Default);
        PredicateHandle trade = session.HandleOf("trade");
        Lcg random = new(7);
        Value[] row = new Value[2];
        double best = double.MaxValue;
        long now = 0;
        for (int pass = 0; pass < Passes; pass++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            for (int i = 0; i < Transactions; i++, now++)
            {
                (row[0], row[1]) = (Value.Number(i & 63), Value.Float64(falls ? 1e6 - (now / 7.0) : 100 + (random.Next(10_000) / 7.0)));
                session.Begin(new EventTime(now));
                session.Assert(trade, row);
                _ = session.Commit();
            }

            best = Math.Min(best, watch.Elapsed.TotalNanoseconds / Transactions);
        }

        return best;
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

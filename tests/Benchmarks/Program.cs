using BenchmarkDotNet.Running;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Runs benchmarks; or writes a workload to files, or measures deletions from it, or windows: <c>workload trading OUT --symbols 500 --venues 5</c>, <c>deletions random</c>, <c>windows 1000</c>.</summary>
internal static class Program
{
    private const string Usage = """
        usage: workload NAME FOLDER [OPTIONS]   writes program.rules, facts.script and updates.script
               loop NAME [OPTIONS]              its updates with no clock between them: nanoseconds an update
               deletions NAME [OPTIONS]         deletes one row at a time and puts it back, against computing anew
               host [--events N] [--rate R] [--rounds N]
                                                questions over HTTP while a replay runs at full speed
               served [--rate R] [--seconds S]  the same of the published command, in a process of its own; rate 0: as fast as answers come
               windows [ROWS]                   aggregates over a sliding window, against reading its rows again
               reloads [FEED,FEED] [N]          reloads rules N times (200) while feeds (sim:7) run at full speed, and checks the journal
               staging [RULES] [ROWS]           stages 500 rules beside 100000 rows that stand, then one rule more
               counterfactuals JOURNAL [N]      what would have let N (200) recorded non-decisions through, each confirmed
               stops JOURNAL [N]                what would have stopped N (200) recorded decisions, each confirmed
               verification [RULES [CAPS]]      proofs, lint, comparisons of a generated pack of 100 rules, and sizing
               anything else                    goes to BenchmarkDotNet: --list flat, --filter '*'
        OPTIONS: --symbols N, --venues N, --updates N, --nodes N, --edges N, --seed N. NAME, for deletions only of a graph, is one of
        """;

    private static int Main(string[] args)
    {
        try
        {
            return args switch
            {
                ["workload", var name, var folder, .. var options] when WorkloadCatalogue.Find(name, options) is { } workload => Write(workload, folder),
                ["deletions", var name, .. var options] when WorkloadCatalogue.Graphs.Contains(name) && WorkloadCatalogue.Find(name, options) is { } workload => DeletionReport.Print(workload, Console.Out) ? 0 : 1,
                ["loop", var name, .. var options] when WorkloadCatalogue.Find(name, options) is { } workload => Loop(workload),
                ["host", .. var options] => HostLoad.Run(options, Console.Out).GetAwaiter().GetResult(),
                ["served", .. var options] => ServedLoad.Run(options, Console.Out),
                ["windows"] => Windows(1000),
                ["windows", var rows] when int.TryParse(rows, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int count) && count is > 1 and < 1_000_000 => Windows(count),
                ["reloads", .. var options] => ReloadReport.Print(options, Console.Out) ? 0 : 1,
                ["staging", .. var options] => StagingReport.Print(options, Console.Out) ? 0 : 1,
                ["counterfactuals" or "stops", var journal] => CounterfactualReport.Print(journal, args[0] == "stops", 200, Console.Out) ? 0 : 1,
                ["counterfactuals" or "stops", var journal, var most] when int.TryParse(most, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int count) && count > 0 => CounterfactualReport.Print(journal, args[0] == "stops", count, Console.Out) ? 0 : 1,
                ["verification"] => VerificationReport.Print(100, null, Console.Out) ? 0 : 1,
                ["verification", var rules] when IsCount(rules, out int count) => VerificationReport.Print(count, null, Console.Out) ? 0 : 1,
                ["verification", var rules, var caps] when IsCount(rules, out int count) && IsCount(caps, out int many) => VerificationReport.Print(count, many, Console.Out) ? 0 : 1,
                ["workload" or "loop" or "deletions" or "counterfactuals" or "stops" or "verification", ..] => Explain($"{Usage} {string.Join(", ", WorkloadCatalogue.Names)}"),
                _ => Benchmark(args),
            };
        }
        catch (Exception wrong) when (wrong is FormatException or CryptoScalp.Rules.Journal.JournalException)
        {
            return Explain(wrong.Message);
        }
    }

    private static int Write(Workload workload, string folder)
    {
        WorkloadWriter.Write(workload, folder);
        return 0;
    }

    private static bool IsCount(string text, out int count) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out count) && count is > 0 and <= 1000;

    private static int Loop(Workload workload)
    {
        LoopReport.Print(workload, Console.Out);
        return 0;
    }

    private static int Windows(int rows)
    {
        WindowReport.Print(rows, Console.Out);
        return 0;
    }

    private static int Benchmark(string[] args)
    {
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, BenchmarkConfig.Create());
        return 0;
    }

    private static int Explain(string text)
    {
        Console.Error.WriteLine(text);
        return 2;
    }
}

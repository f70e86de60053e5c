using BenchmarkDotNet.Running;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Runs benchmarks; or writes a workload to files, or measures deletions from it: <c>workload trading OUT --symbols 500 --venues 5</c>, <c>deletions random</c>.</summary>
internal static class Program
{
    private const string Usage = """
        usage: workload NAME FOLDER [OPTIONS]   writes program.rules, facts.script and updates.script
               deletions NAME [OPTIONS]         deletes one row at a time and puts it back, against computing anew
               host [--events N] [--rate R] [--rounds N]
                                                questions over HTTP while a replay runs at full speed
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
                ["host", .. var options] => HostLoad.Run(options, Console.Out).GetAwaiter().GetResult(),
                ["workload" or "deletions", ..] => Explain($"{Usage} {string.Join(", ", WorkloadCatalogue.Names)}"),
                _ => Benchmark(args),
            };
        }
        catch (FormatException wrong)
        {
            return Explain(wrong.Message);
        }
    }

    private static int Write(Workload workload, string folder)
    {
        WorkloadWriter.Write(workload, folder);
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

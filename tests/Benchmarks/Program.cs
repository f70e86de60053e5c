using BenchmarkDotNet.Running;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Runs benchmarks, or writes a workload to files: <c>workload trading OUT --symbols 500 --venues 5</c>.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is ["workload", ..])
        {
            return WriteWorkload(args);
        }

        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, BenchmarkConfig.Create());
        return 0;
    }

    private static int WriteWorkload(string[] args)
    {
        try
        {
            if (args.Length >= 3 && WorkloadCatalogue.Find(args[1], args.AsSpan(3)) is { } workload)
            {
                WorkloadWriter.Write(workload, args[2]);
                return 0;
            }

            Console.Error.WriteLine($"usage: workload NAME FOLDER [--symbols N] [--venues N] [--updates N] [--nodes N] [--edges N] [--seed N]; NAME is one of {string.Join(", ", WorkloadCatalogue.Names)}");
        }
        catch (FormatException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
        }

        return 2;
    }
}

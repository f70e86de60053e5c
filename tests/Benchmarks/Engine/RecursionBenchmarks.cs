using BenchmarkDotNet.Attributes;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Recursive programs from nothing: binding, compiling, loading and evaluating, in one measurement.</summary>
[WarmupCount(1)]
[IterationCount(5)]
[InvocationCount(1, 1)]
public class RecursionBenchmarks
{
    private Workload _workload = null!;

    /// <summary>Shape and size; the second is what a larger one is measured by, with patience, through <c>scalp eval</c>.</summary>
    [Params("chain 500", "random 500x2500", "reach 10000x50000", "same_generation 3^6")]
    public string Graph { get; set; } = "";

    [GlobalSetup]
    public void Create() => _workload = Graph switch
    {
        "chain 500" => GraphWorkloads.ChainClosure(500, 1, 1),
        "random 500x2500" => GraphWorkloads.RandomClosure(500, 2500, 1, 1),
        "reach 10000x50000" => GraphWorkloads.Reach(10_000, 50_000, 20, 1, 1),
        _ => GraphWorkloads.SameGeneration(6, 3, 1, 1),
    };

    [Benchmark]
    public object FromNothing() => WorkloadSession.Open(_workload).Session;
}

using BenchmarkDotNet.Attributes;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Deleting one edge below a recursive program and putting it back: two transactions an operation.</summary>
public class DeletionBenchmarks
{
    private WorkloadSession _session = null!;

    [Params("chain 200", "random 500x2500", "reach 10000x50000", "same_generation 3^5")]
    public string Graph { get; set; } = "";

    [GlobalSetup]
    public void Open() => _session = WorkloadSession.Open(Graph switch
    {
        "chain 200" => GraphWorkloads.ChainClosure(200, 1000, 1),
        "random 500x2500" => GraphWorkloads.RandomClosure(500, 2500, 1000, 1),
        "reach 10000x50000" => GraphWorkloads.Reach(10_000, 50_000, 20, 1000, 1),
        _ => GraphWorkloads.SameGeneration(5, 3, 100, 1),
    });

    [Benchmark]
    public int DeleteAndPutBack() => _session.CommitNext() + _session.CommitNext();
}

using BenchmarkDotNet.Attributes;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>One update through the rules: joins, negations, aggregates, by the number of symbols and venues.</summary>
public class StreamBenchmarks
{
    /// <summary>Fewer distinct updates than a run commits: they come round again.</summary>
    private const int Updates = 100_000;

    private WorkloadSession _session = null!;

    [Params("50x3", "500x5")]
    public string Market { get; set; } = "";

    /// <summary>Whether each derivation is logged.</summary>
    [Params(true, false)]
    public bool Provenance { get; set; }

    [GlobalSetup(Target = nameof(Trading))]
    public void OpenTrading() => _session = WorkloadSession.Open(TradingWorkload.Create(Symbols, Venues, Updates, 1), Provenance);

    [GlobalSetup(Target = nameof(OneJoin))]
    public void OpenOneJoin() => _session = WorkloadSession.Open(QuoteWorkloads.OneJoin(Symbols, Venues, Updates, 1), Provenance);

    [GlobalSetup(Target = nameof(Groups))]
    public void OpenGroups() => _session = WorkloadSession.Open(QuoteWorkloads.Groups(Symbols, Venues, Updates, 1), Provenance);

    /// <summary>Nine rules in five layers with three negations.</summary>
    [Benchmark]
    public int Trading() => _session.CommitNext();

    /// <summary>One rule that joins the quotes with themselves.</summary>
    [Benchmark]
    public int OneJoin() => _session.CommitNext();

    /// <summary>Five aggregates, one over all symbols.</summary>
    [Benchmark]
    public int Groups() => _session.CommitNext();

    private int Symbols => Market == "50x3" ? 50 : 500;

    private int Venues => Market == "50x3" ? 3 : 5;
}

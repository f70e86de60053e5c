using BenchmarkDotNet.Attributes;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>One trade into a full window of 1,000 and one out of it, by the aggregate over it. <c>last</c> reads all members again.</summary>
public class WindowBenchmarks
{
    private const int Window = 1000;

    private WindowSession _session = null!;

    [Params("last", "count", "sum", "avg", "max", "stddev")]
    public string Aggregate { get; set; } = "";

    [GlobalSetup]
    public void Open()
    {
        _session = new WindowSession(Aggregate, Window, falls: false);
        for (int i = 0; i < 2 * Window; i++)
        {
            _ = _session.Next();
        }
    }

    [Benchmark]
    public TransactionOutcome Trade() => _session.Next();
}

using BenchmarkDotNet.Attributes;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.TestSupport;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>One event through books, features, facts, rules, decision, proof, risk and journal: the demo's packs on the simulated market.</summary>
[InvocationCount(1, 1)]
public class WholeTickBenchmarks
{
    private const int Events = 20_000;

    private BoundProgram _program = null!;
    private List<MarketEvent> _events = null!;
    private string _folder = "";

    /// <summary>With a journal on disk, or without one.</summary>
    [Params(false, true)]
    public bool Journalled { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        LoadedRules loaded = LoadedRules.Load([Checkout.PathOf("rules", "arbitrage"), Checkout.PathOf("rules", "scalping")], MarketCatalogue.Relations, strict: true);
        _program = loaded.Program ?? throw new InvalidOperationException("the shipped packs do not load");
        using MarketSimulator simulator = new(new SimulatorOptions { Seed = 7 });
        _events = RecordedEvents.Take(simulator, Events);
        _folder = Directory.CreateTempSubdirectory("scalp-bench-").FullName;
    }

    [GlobalCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    /// <summary>Its time is that of one event.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public int Tick()
    {
        string journal = Path.Combine(_folder, "journal");
        if (Directory.Exists(journal))
        {
            Directory.Delete(journal, recursive: true);
        }

        NobodyWatches observer = new();
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), Journal = Journalled ? JournalWriter.Open(journal) : null };
        using MarketRun run = new(_program, [new RecordedEvents(_events)], options, observer);
        run.Run(null, CancellationToken.None);
        return observer.Decisions;
    }
}

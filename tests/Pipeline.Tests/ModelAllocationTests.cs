using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>What scores leave for the garbage collector on the tick thread: nothing, from the bar that closes to the facts in the journal.</summary>
public sealed class ModelAllocationTests
{
    private const int Round = 2_000;

    private const string Watching = """
        Use market!
        Use models!
        surer(Sym) :- model_score(/second, Sym, V), V > 2.0, disagreement(/second, Sym, _), regime_probability(/second, Sym, _, _).
        named(Sym) :- signal(/second, Sym, "BUY", C), C > 2.0, model_regime(/second, Sym, /flash_crash), attention_top(/second, Sym, 99, _).
        worse(Sym) :- model_quality(/second, Sym, /brier, V), V > 3.0, model_drift(/second, _, /psi, D), D > 99.0.
        """;

    [ModelTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void Ticks_with_scores_allocate_nothing_once_they_are_warm(bool journalled)
    {
        using TempFolder folder = new();
        ModelRegistry registry = ModelRegistry.Load(Checkout.PathOf("models"));
        ScoringDesk desk = new(ModelLoader.Load(registry, "/second", new ModelOptions(), new DiagnosticBag()), TimeProvider.System, new DiagnosticBag());
        TickPipelineOptions options = new()
        {
            Instruments = DefaultInstruments.Create(),
            FeedNames = ["capture"],
            Journal = journalled ? JournalWriter.Open(Path.Combine(folder.Path, "journal")) : null,
            Models = new RunModels([desk], Waits: true),
        };
        using TickPipeline pipeline = new(Rules.Bind(Watching), options, static (in MarketEvent _) => null, new Watcher());
        MarketEvent[] events = Events(rounds: 8);
        long least = long.MaxValue;
        for (int start = 0; start < events.Length; start += Round)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = start; i < start + Round; i++)
            {
                pipeline.Process(events[i]);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.True(desk.Answers > events.Length / 6, $"only {desk.Answers} scores");
        Assert.Equal(0, least);
    }

    /// <summary>Two symbols, five trades a second each, prices that come around again.</summary>
    private static MarketEvent[] Events(int rounds)
    {
        Market first = new(), second = new() { Instrument = new Instrument(Market.Venue, "ETHUSDT") };
        return [.. Enumerable.Range(0, rounds * Round).Select(i => (i % 2 == 0 ? first : second).Trade(i * 100, $"{100 + (i / 2 % 37 * 0.1) + (i / 2 % 11 * 0.03):F2}"))];
    }
}

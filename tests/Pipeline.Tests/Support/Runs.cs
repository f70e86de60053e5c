using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>Short runs, the same each time.</summary>
internal static class Runs
{
    /// <summary>Cycles of four seconds: a wide spread (vetoed), an entry, a stop, silence.</summary>
    public static MarketEvent[] Cycles(int count)
    {
        Market market = new();
        List<MarketEvent> events = [];
        for (int i = 0; i < count; i++)
        {
            int at = 1_000 + (i * 4_000);
            events.Add(market.Quote(at, "99.00", "99.01"));
            events.Add(market.Quote(at + 100, "100.01", "100.50"));
            events.Add(market.Quote(at + 200, "100.01", "100.02"));
            events.Add(market.Quote(at + 300, "99.50", "99.51"));
        }

        return [.. events];
    }

    /// <summary>Runs to the end; the journal's hash, or null without a journal.</summary>
    public static string? Run(BoundProgram program, IMarketFeed feed, IRunObserver observer, string? journal = null, TickPipelineOptions? options = null)
    {
        options ??= new TickPipelineOptions { Instruments = DefaultInstruments.Create() };
        using MarketRun run = new(program, [feed], options with { Journal = journal is null ? null : JournalWriter.Open(journal) }, observer);
        run.Run(null, CancellationToken.None);
        return run.Pipeline.JournalHash;
    }

    /// <summary>The simulator with a gap between venues, a volatile phase and a flash crash, each a few seconds long.</summary>
    public static MarketSimulator Simulated(ulong seed, int seconds = 3) => new(new SimulatorOptions
    {
        Seed = seed,
        Schedule = [new(MarketPhase.Calm, seconds), new(MarketPhase.Gap, 3), new(MarketPhase.Outage, 3), new(MarketPhase.FlashCrash, 3)],
    });

    /// <summary>The shipped packs that the demo runs.</summary>
    public static BoundProgram DemoPacks()
    {
        LoadedRules loaded = LoadedRules.Load([Checkout.PathOf("rules", "arbitrage"), Checkout.PathOf("rules", "scalping")], MarketCatalogue.Relations, strict: true);
        Assert.True(loaded.Program is not null, string.Concat(loaded.Diagnostics.Select(static d => DiagnosticText.Format(d))));
        return loaded.Program!;
    }
}

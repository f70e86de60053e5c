using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>Runs event by event, and what a session holds.</summary>
internal static class TestPrograms
{
    public const string WithPast = """
        Use market!

        /// Prices of the last second, and whether one was above the others.
        recent(Sym, Bid) :- quote(_, Sym, Bid, _, _, _), <-[0s, 1s] quote(_, Sym, Bid, _, _, _).
        """;

    /// <summary>Every fact of every predicate, as text.</summary>
    public static IEnumerable<string> FactsOf(BoundProgram program, IRuleSession session) => program.Predicates.SelectMany(p => session.FactsOf(p.Name)).Select(static f => f.ToString());

    /// <summary>Feeds a simulated market, and calls back after each event and at the end, on the tick thread.</summary>
    public static void Drive(BoundProgram program, int capacity, int events, Action<TickPipeline> afterEach, Action<TickPipeline> atEnd)
    {
        MarketRun? run = null;
        int seen = 0;
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), MirrorCapacity = capacity };
        using CancellationTokenSource stop = new();
        using (run = new MarketRun(program, [Runs.Simulated(3)], options, new Quiet()))
        {
            run.Run(
                _ =>
                {
                    if (seen > 0)
                    {
                        afterEach(run.Pipeline); // the event before is done
                    }

                    if (++seen == events)
                    {
                        stop.Cancel();
                    }
                },
                stop.Token);
            atEnd(run.Pipeline);
        }
    }

    private sealed class Quiet : IRunObserver
    {
        public void OnDecision(DecisionOutcome outcome)
        {
        }

        public void OnNonDecision(EventTime at, NonDecision nonDecision)
        {
        }

        public void OnStatus(in MarketEvent status)
        {
        }

        public void OnRollback(TransactionResult result)
        {
        }
    }
}

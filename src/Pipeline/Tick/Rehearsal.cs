using System.Runtime;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Runs a program on the head of its feeds before the run itself, so that the runtime has compiled and optimised what a tick goes through.</summary>
/// <remarks>
/// With a pipeline, feeds and a journal of its own, all thrown away: the run that follows starts from nothing and gives the same journal to the byte.
/// Ends when a stretch of events went by in which nothing was compiled any more, at the end of the feeds, or at its bound. What it cost and
/// brought: docs/adr/0087.
/// </remarks>
public static class Rehearsal
{
    /// <summary>The most events rehearsed.</summary>
    public const int MaxEvents = 60_000;

    /// <summary>A stretch: some 20 ms, in which the runtime's own thread would have finished a method.</summary>
    private const int StretchEvents = 2_000;

    /// <summary>Rehearses and returns how many events it took. Blocks for about half a second on a machine that is not busy.</summary>
    /// <param name="program">What will run.</param>
    /// <param name="feeds">Opened for this alone; disposed here. With none nothing is rehearsed.</param>
    /// <param name="options">Those of the run; its journal is not touched.</param>
    /// <param name="pause">Called between stretches: a moment's rest lets the compiler on, which may share the core.</param>
    /// <param name="stop">Ends the rehearsal at once.</param>
    public static int Of(BoundProgram program, IReadOnlyList<IMarketFeed> feeds, TickPipelineOptions options, Action pause, CancellationToken stop)
    {
        if (feeds.Count == 0)
        {
            return 0;
        }

        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        JournalWriter? journal = options.Journal is null ? null : JournalWriter.ToNowhere();
        using MarketRun run = new(program, feeds, options with { Journal = journal, Past = null, Remembered = null }, new Unwatched());
        int events = 0;
        long compiled = -1;
        run.Run(
            _ =>
            {
                if (++events % StretchEvents == 0)
                {
                    long before = compiled;
                    compiled = JitInfo.GetCompiledMethodCount();
                    if (compiled == before || events >= MaxEvents)
                    {
                        end.Cancel();
                    }

                    pause();
                }
            },
            end.Token);

        // What is thrown away here would be collected while the run's first events wait.
        GC.Collect();
        return events;
    }

    private sealed class Unwatched : IRunObserver
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

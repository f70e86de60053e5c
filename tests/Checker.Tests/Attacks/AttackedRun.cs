using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker.Tests;

/// <summary>A short run over everything that proofs speak of, recorded once: windows, groups, merges, certainties, stored rows, vetoes, caps, requirements, exits; and one that goes on with it.</summary>
public sealed class AttackedRun : IDisposable
{
    private const string Pack = """
        Use decisions!

        param least = 100.0 in [0.0, 5000.0].

        /// The bid is above the least that is asked for.
        #[id("high")]
        high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.

        /// What was bid within the last second.
        #[id("seen")]
        seen(Sym, N, S) :- quote(_, Sym, Bid, _, _, _) over [0s, 1s] |> do fn:group_by(Sym), let N = fn:count(), let S = fn:sum(Bid).

        Decl top(Sym, Bid) descr [merge([Bid], "max2")] bound [/string, /dec8].
        #[id("top")]
        top(Sym, Bid) :- quote(_, Sym, Bid, _, _, _).

        Decl sure(Sym, C) descr [tag(/noisyor)] bound [/string, /float64].
        #[id("sure.high")]
        sure(Sym, 0.5) :- high(_, Sym, _).
        #[id("sure.top")]
        sure(Sym, 0.4) :- top(Sym, _).

        Decl armed(Sym, Bid) descr [key([Sym])] bound [/string, /dec8].
        #[id("arm")]
        assert armed(Sym, Bid) :- high(/binance_usdm, Sym, Bid), !armed(Sym, _).
        #[id("disarm")]
        retract armed(Sym, Old) :- armed(Sym, Old), quote(_, Sym, Bid, _, _, _), Bid < 99.6.

        heat(Sym) :- quote(_, Sym, Bid, _, _, _), Bid > 100.55.
        #[id("hot")]
        veto(Sym, /hot) :- <-[0s, 700ms] heat(Sym).
        #[id("calm")]
        calm(Sym) :- quote(_, Sym, _, _, _, _), !<-[0s, 700ms] heat(Sym).

        #[id("room")]
        cap(Sym, 0.4) :- quote(_, Sym, Bid, _, _, _), Bid > 100.2.
        #[id("near")]
        require(Sym, /timeframes, /long) :- high(_, Sym, Bid), Bid < 100.4.
        #[id("far")]
        require(Sym, /risk_reward, /long) :- high(_, Sym, _), calm(Sym).

        #[id("buy"), class(/signal), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5, C) :-
            armed(Sym, At), quote(Venue, Sym, Bid, _, _, _), high(Venue, Sym, Bid), seen(Sym, N, _), N > 0, At > 0.0, top(Sym, T), T > 0.0, sure(Sym, C), calm(Sym).
        #[id("again"), class(/signal), priority(5)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.3, C) :- armed(Sym, Bid), high(Venue, Sym, Bid), sure(Sym, C).
        #[id("late"), class(/entry), priority(1)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.2, 1.0) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.45.
        #[id("leave"), class(/exit), priority(2000)]
        propose(Sym, {/kind: /exit_all}, Q, 1.0) :- position(Sym, Q), Q > 0.0, quote(_, Sym, Bid, _, _, _), Bid < 99.8.
        """;

    private const int Ticks = 120;

    private readonly TempFolder _folder = new();

    public AttackedRun()
    {
        Program = LookingBackProgram.Bind(Pack);
        Record(0, Ticks, new TickPipelineOptions { Instruments = DefaultInstruments.Create() });
        Records = [.. new JournalReader(Journal).ReadAll()];
        JournalRestart restart = JournalRestart.Of(Records);
        Record(Ticks, 2 * Ticks, new TickPipelineOptions { Instruments = DefaultInstruments.Create(), Remembered = restart.Emitted, Past = restart.Past });
        Restarted = [.. new JournalReader(Journal).ReadAll()];
        Assert.Empty(JournalAudit.Of(Restarted).Faults);
    }

    internal BoundProgram Program { get; }

    internal string Journal => _folder["journal"];

    /// <summary>One run.</summary>
    internal IReadOnlyList<JournalRecord> Records { get; }

    /// <summary>The same, and a run behind it that goes on.</summary>
    internal IReadOnlyList<JournalRecord> Restarted { get; }

    public void Dispose() => _folder.Dispose();

    private void Record(int from, int count, TickPipelineOptions options)
    {
        using ListFeed feed = new([.. Enumerable.Range(from, count).Select(static i => WalkingMarket.At(i, 90))]);
        using MarketRun run = new(Program, [feed], options with { Journal = JournalWriter.Open(Journal, new JournalOptions { Append = from > 0 }) }, new Watcher());
        run.Run(null, CancellationToken.None);
    }
}

using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>A run whose rules changed four times, recorded once: other rules that look back and store rows, other parameters, back again, and other rules once more.</summary>
public sealed class SwitchedJournal : IDisposable
{
    private readonly TempFolder _folder = new();

    public SwitchedJournal()
    {
        SwitchPlan[] plan = [new(30, Pack("100.1", looksBack: true)), new(60, null, new Dictionary<string, string> { ["least"] = "99.9" }), new(95, null), new(120, Pack("99.95", looksBack: true))];
        using (SwitchedRun run = new(Pack("100.0", looksBack: false), new ListFeed(WalkingMarket.Events(200)), plan, _folder["journal"]))
        {
            run.Run();
        }

        Records = [.. new JournalReader(_folder["journal"]).ReadAll()];
        Assert.Empty(JournalAudit.Of(Records).Faults);
        Assert.Null(JournalReplay.Of(Records).FirstDifference);
    }

    internal string Journal => _folder["journal"];

    internal IReadOnlyList<JournalRecord> Records { get; }

    public void Dispose() => _folder.Dispose();

    private static string Pack(string least, bool looksBack) => $$"""
        Use decisions!

        param least = {{least}} in [90.0, 110.0].
        Decl armed(Sym, Bid) descr [key([Sym])] bound [/string, /dec8].
        /// The bid is above the least that is asked for.
        high(Sym, Bid) :- quote(/binance_usdm, Sym, Bid, _, _, _), Bid > least.
        low(Sym) :- quote(/binance_usdm, Sym, Bid, _, _, _), Bid < 99.6.
        #[id("arm")]
        assert armed(Sym, Bid) :- high(Sym, Bid), !armed(Sym, _).
        #[id("disarm")]
        retract armed(Sym, Old) :- armed(Sym, Old), low(Sym).
        {{(looksBack ? """
        peak(Sym, P) :- quote(_, Sym, Bid, _, _, _) over [0s, 4s] |> do fn:group_by(Sym), let P = fn:max(Bid).
        #[id("dip")]
        veto(Sym, /dip) :- peak(Sym, P), P < 99.5.
        drift(Sym) :- return_1s(_, Sym, Move), Move > 5%.
        #[id("wild")]
        veto(Sym, /wild) :- drift(Sym).
        """ : "")}}
        #[id("buy"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- quote(Venue, Sym, Bid, _, _, _), Bid > 99.8, armed(Sym, _).
        """;
}

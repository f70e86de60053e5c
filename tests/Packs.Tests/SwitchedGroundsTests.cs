using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>What stored rows rested on is audited across switches of rules, each premise by the rules that were in force when it was stored.</summary>
public sealed class SwitchedGroundsTests
{
    private const int Ticks = 90;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 3)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Grounds_of_stored_rows_are_accepted_across_switches(int seed)
    {
        using TempFolder folder = new();
        int switches = RecordRun(folder["journal"], new Random(seed));
        JournalRecord[] records = [.. new JournalReader(folder["journal"]).ReadAll()];

        GroundsReport report = GroundsAudit.Of(records);

        Assert.True(report.FaultCount == 0, string.Join('\n', report.Faults));
        Assert.Equal(switches, records.Count(static r => r.Type == JournalRecordType.PackChanged));
        Assert.True(report is { Premises: > 5, Unseen: 0 }, report.ToString());
        Assert.Empty(JournalAudit.Of(records).Faults);
    }

    /// <summary>Rows are stored by a rule over a threshold, and rows of rows; what is proposed rests on the latter.</summary>
    private static string Pack(string threshold, bool isOther) => $$"""
        Use decisions!

        Decl armed(Sym, Bid) descr [key([Sym])] bound [/string, /dec8].
        Decl peak(Sym, Bid) descr [key([Sym])] bound [/string, /dec8].
        high(Sym, Bid) :- quote(/binance_usdm, Sym, Bid, _, _, _), Bid > {{threshold}}.
        {{(isOther ? "low(Sym) :- quote(_, Sym, Bid, _, _, _), Bid < 99.7." : "")}}
        #[id("arm")]
        assert armed(Sym, Bid) :- high(Sym, Bid), !armed(Sym, _).
        #[id("disarm")]
        retract armed(Sym, Old) :- armed(Sym, Old), {{(isOther ? "low(Sym)" : "quote(_, Sym, Bid, _, _, _), Bid < 99.6")}}.
        #[id("peak")]
        assert peak(Sym, Bid) :- armed(Sym, Bid).
        #[id("buy"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.1, peak(Sym, _).
        """;

    private static int RecordRun(string journal, Random random)
    {
        string[] packs = [Pack("100.2", false), Pack("100.3", false), Pack("100.2", true), Pack("100.25", true)];
        int current = 0, tick = 0;
        List<SwitchPlan> plan = [];
        while ((tick += random.Next(8, 25)) < Ticks - 5)
        {
            current = (current + random.Next(1, packs.Length)) % packs.Length;
            plan.Add(new SwitchPlan(tick, packs[current]));
        }

        using SwitchedRun run = new(packs[0], new ListFeed(WalkingMarket.Events(Ticks)), plan, journal);
        run.Run();
        return plan.Count;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>Sizes that are worked out beside a run follow the rules and the values of parameters in force.</summary>
public sealed class SizedSwitchTests
{
    private const string Sized = """
        /// How much to hold of a symbol, in base units.
        Decl size(Sym, Units) descr [extensional(), key([Sym])] bound [/string, /dec8].
        param most = 3.0 in [0.0, 1000.0].
        optimize size(Sym, W) maximize W subject to quote(/binance_usdm, Sym, _, _, _, _), W <= most.
        """;

    [Fact]
    public void A_switch_and_a_live_parameter_size_anew_and_replay_and_audit_agree()
    {
        string more = Sized.Replace("W <= most", "W <= most * 2.0", StringComparison.Ordinal);
        SwitchPlan[] plan = [new(15, TestRules.BuyAboveHundred + more), new(30, null, new Dictionary<string, string> { ["most"] = "5.0" }), new(45, TestRules.BuyAboveHundred)];
        using TempFolder folder = new();
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), Desk = new Desk(), WaitsForDesk = true };

        using (SwitchedRun run = new(TestRules.BuyAboveHundred + Sized, new ListFeed(WalkingMarket.Events(60)), plan, folder["journal"], options: options))
        {
            run.Run();
        }

        string[] sizes = [.. new JournalReader(folder["journal"]).ReadAll().Where(static r => r.Type == JournalRecordType.FactChanges).SelectMany(static r => Changes(r)).Where(static c => c.Contains("size(", StringComparison.Ordinal))];
        Assert.Equal(["+size(\"BTCUSDT\", 3.0).", "+size(\"BTCUSDT\", 6.0).", "+size(\"BTCUSDT\", 10.0)."], sizes.Where(static s => s[0] == '+'));
        Assert.Null(JournalReplay.Of(folder["journal"]).FirstDifference);
        Assert.Empty(JournalAudit.Of(folder["journal"]).Faults);
    }

    private static string[] Changes(JournalRecord record)
    {
        using JsonDocument document = JsonDocument.Parse(record.Payload);
        return [.. document.RootElement.GetProperty("changes").EnumerateArray().Select(static c => c.GetString()!)];
    }

    /// <summary>As the command line has it.</summary>
    private sealed class Desk : IFactDesk
    {
        private readonly SizingDesk _desk = new(SolverLimits.Default, everyNs: 1_000_000_000);

        public bool TryBegin(EventTime at, BoundProgram program, Func<IEnumerable<Fact>> facts) => _desk.TryBegin(at, program, facts);

        public bool TryTake(BoundProgram inForce, [NotNullWhen(true)] out IReadOnlyList<FactChange>? changes)
        {
            changes = _desk.TryTake(inForce, out SizingPublication? publication) ? publication.Changes : null;
            return changes is not null;
        }

        public void Wait() => _desk.Wait();

        public void Dispose() => _desk.Dispose();
    }
}

using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>A run that is killed at any byte of its journal comes up with the version that was in force, and decides nothing again.</summary>
public sealed class KillTests
{
    private const int Ticks = 70;

    /// <summary>100 with SCALP_LONG_TESTS set.</summary>
    private static readonly int Kills = Environment.GetEnvironmentVariable("SCALP_LONG_TESTS") is null ? 24 : 100;

    private static string Above(string price, string id = "buy") => $$"""
        Use decisions!

        param least = {{price}} in [0.0, 5000.0].
        #[id("{{id}}"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
        """;

    [Fact]
    public void After_a_kill_at_any_point_one_version_is_in_force_and_nothing_is_emitted_again()
    {
        using TempFolder folder = new();
        MarketEvent[] market = WalkingMarket.Events(Ticks);
        SwitchPlan[] plan = [new(10, Above("99.8", "b")), new(24, Above("100.2", "c")), new(37, null), new(50, null, new Dictionary<string, string> { ["least"] = "100.1" })];
        using (SwitchedRun run = new(Above("100.0"), new ListFeed(market), plan, folder["whole"]))
        {
            run.Run();
        }

        string segment = Assert.Single(Directory.GetFiles(folder["whole"], "*.log"));
        byte[] bytes = File.ReadAllBytes(segment);
        long[] switches = [.. new JournalReader(folder["whole"]).ReadAll().Where(static r => r.Type is JournalRecordType.PackStaged or JournalRecordType.PackChanged).Select(static r => r.Place.Offset)];
        int restarts = 0;
        for (int i = 0; i < Kills; i++)
        {
            uint chance = unchecked((uint)(i + 1) * 2_654_435_761);
            // Every other kill falls into the records of a staging or an activation, the rest anywhere.
            long at = i % 2 == 0 ? switches[i / 2 % switches.Length] + (chance % 400) : chance % bytes.Length;
            restarts += Restarted(folder[$"kill{i}"], Path.GetFileName(segment), bytes.AsSpan(0, (int)Math.Min(at, bytes.Length)), market) ? 1 : 0;
        }

        Assert.True(restarts > Kills * 6 / 10, $"only {restarts} kills left a run to go on with");
    }

    private static bool Restarted(string journal, string segment, ReadOnlySpan<byte> left, MarketEvent[] market)
    {
        Directory.CreateDirectory(journal);
        File.WriteAllBytes(Path.Combine(journal, segment), left);
        JournalRecord[] before = TryRead(journal);
        if (!before.Any(static r => r.Type == JournalRecordType.FactChanges))
        {
            return false; // the run had not begun
        }

        JournalRestart restart = JournalRestart.Of(before);
        JournalRecord? change = before.LastOrDefault(static r => r.Type == JournalRecordType.PackChanged);
        string expected = change is null ? RecordedHeader.Read(before.First(static r => r.Type == JournalRecordType.RunStarted)).Program : RecordedChange.Read(change).To;
        Assert.Equal(expected, restart.Program!.Version);

        EventTime cut = before[^1].At;
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), Remembered = restart.Emitted };
        using (SwitchedRun run = new(restart.Program, new ListFeed([.. market.Where(e => e.Time > cut)]), [], journal, options: options))
        {
            run.Run();
            Assert.Equal(expected, run.Pipeline.ActiveVersion);
        }

        AssertNothingAgain([.. new JournalReader(journal).ReadAll()], before.Length);
        Assert.Null(JournalReplay.Of(journal).FirstDifference);
        return true;
    }

    /// <summary>The first thing that wins a key after the restart, when it is what was last decided for it, must not be a decision: found by deriving the second run without a memory.</summary>
    private static void AssertNothingAgain(JournalRecord[] all, int before)
    {
        EmissionLedger first = new();
        Array.ForEach(all[..before], r => { if (r.Type == JournalRecordType.Decision) { first.Take(r); } });
        JournalRecord[] second = [.. all[before..].SkipWhile(static r => r.Type != JournalRecordType.RunStarted)];
        BoundProgram program = JournalRestart.Of(all).Program!;
        FromScratch forgetful = FromScratch.Follow(second, new Dictionary<string, BoundProgram>(StringComparer.Ordinal) { [program.Version] = program });
        string[] told = [.. second.Where(static r => r.Type == JournalRecordType.Decision).Select(static r => new RecordedText(r).Line)];
        foreach (Engine.RememberedEpisode open in first.ToMemory(program).SelectMany(static m => m.Episodes).Where(static e => e.Action is not null))
        {
            string again = forgetful.Decisions.FirstOrDefault(d => d.Contains(open.Key[0].ToString(), StringComparison.Ordinal)) ?? "";
            if (again.Contains(open.Action!.Value.ToString(), StringComparison.Ordinal))
            {
                Assert.DoesNotContain(again, told);
            }
        }
    }

    private static JournalRecord[] TryRead(string journal)
    {
        try
        {
            return [.. new JournalReader(journal).ReadAll()];
        }
        catch (JournalException)
        {
            return []; // cut within the header of the journal: there is nothing
        }
    }

    /// <summary>A decision's record as <see cref="FromScratch.Decisions"/> writes it.</summary>
    private sealed class RecordedText(JournalRecord record)
    {
        public string Line
        {
            get
            {
                using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(record.Payload);
                System.Text.Json.JsonElement root = document.RootElement;
                string key = string.Join(", ", root.GetProperty("key").EnumerateArray().Select(static k => k.GetString()));
                return $"{root.GetProperty("at").GetString()} {root.GetProperty("rule").GetString()} decision({key}, {root.GetProperty("action").GetString()}, {root.GetProperty("size").GetString()})";
            }
        }
    }
}

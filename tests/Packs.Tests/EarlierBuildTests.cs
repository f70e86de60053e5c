using System.Text;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>A journal of another build says so, instead of differing somewhere.</summary>
public sealed class EarlierBuildTests
{
    private const string Rules = """
        Use decisions!
        #[id("buy"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.0.
        """;

    [Theory]
    [InlineData("\"format\":2,\"build\":\"CryptoScalp Rules ", "\"format\":9,\"build\":\"Tomorrow ", "recorded by Tomorrow ", "in format 9")]
    [InlineData("\"format\":2,", "", "recorded by CryptoScalp Rules ", "in format 1")]
    public void Replay_and_audit_name_the_build_and_the_format(string written, string other, params string[] said)
    {
        using TempFolder folder = new();
        Record(folder["journal"]);
        JournalRecord[] records = [.. new JournalReader(folder["journal"]).ReadAll().Select(r => r.Type == JournalRecordType.RunStarted ? r with { Payload = Altered(r, written, other) } : r)];

        RunFault replayed = JournalReplay.Of(records).FirstDifference!, audited = Assert.Single(JournalAudit.Of(records).Faults);
        Assert.All(said, text => Assert.Contains(text, replayed.Reason, StringComparison.Ordinal));
        Assert.Equal(("format", "format", replayed.Reason), (replayed.Field, audited.Field, audited.Reason));
    }

    [Fact]
    public void A_run_can_go_on_with_it_all_the_same()
    {
        using TempFolder folder = new();
        Record(folder["journal"]);
        JournalRecord[] records = [.. new JournalReader(folder["journal"]).ReadAll().Select(static r => r.Type == JournalRecordType.RunStarted ? r with { Payload = Altered(r, "\"format\":2,", "") } : r)];
        Assert.NotNull(JournalRestart.Of(records).Past);
    }

    private static void Record(string journal)
    {
        using SwitchedRun run = new(Rules, new ListFeed(WalkingMarket.Events(20)), [], journal);
        run.Run();
    }

    private static byte[] Altered(JournalRecord started, string written, string other)
    {
        string header = Encoding.UTF8.GetString(started.Payload.Span), altered = header.Replace(written, other, StringComparison.Ordinal);
        Assert.NotEqual(header, altered);
        return Encoding.UTF8.GetBytes(altered);
    }
}

using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>A decision of a real replay can be walked back to the frames, the bars and the earlier rows that it rests on.</summary>
public sealed class ProvenanceTests : IClassFixture<ProvenanceTests.Replay>
{
    private const string Pack = """
        Use decisions!

        param bound = 55.0 in [50.0, 90.0].

        strong(Sym, V) :- feature(Sym, rsi(14, 1s), V), V > bound.

        Decl seen(Sym, V) descr [key([Sym])] bound [/string, /float64].
        assert seen(Sym, V) :- strong(Sym, V), !seen(Sym, _).

        #[id("rsi.long"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, Size, 1.0) :-
            strong(Sym, V), seen(Sym, _), return_1s(Venue, Sym, Move), Move > 0.0, quote(Venue, Sym, _, Ask, _, _), Size = 300.0 / Ask.
        """;

    private readonly Replay _replay;

    public ProvenanceTests(Replay replay) => _replay = replay;

    [SharedFact]
    public void Every_given_fact_names_its_frame_with_the_checksum_that_the_recording_has()
    {
        Dictionary<long, uint> lines = RecordingLines.Checksums(Replay.File).ToDictionary(static l => l.Line, static l => l.Checksum);
        GivenNode[] market = [.. _replay.Proof.Graph.Nodes.OfType<GivenNode>().Where(static n => n.Origin!.Contains("frame ", StringComparison.Ordinal))];

        Assert.Equal(3, market.Length);
        Assert.All(market, node =>
        {
            string origin = node.Origin!;
            string[] words = origin[(origin.IndexOf("frame ", StringComparison.Ordinal) + 6)..].Split(' ');
            Assert.Equal($"(crc {lines[long.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture)]:x8}) of {Path.GetFileName(Replay.File)}", string.Join(' ', words[1..]));
        });
    }

    [SharedFact]
    public void A_feature_of_bars_names_its_window_and_the_bar_that_closed_last()
    {
        GivenNode rsi = _replay.Proof.Graph.Nodes.OfType<GivenNode>().Single(static n => n.Fact.StartsWith("feature(", StringComparison.Ordinal));

        Assert.Equal("window 15 bars of 1s, older ones fading", rsi.Measure);
        Assert.StartsWith("bar 25 closed at 1723161280000000000, feature row 2670, frame 2673 (crc ", rsi.Origin!, StringComparison.Ordinal);
        Assert.True(rsi.At >= new EventTime(1723161280000000000), "it was told before its bar closed");
    }

    [SharedFact]
    public void What_a_stored_row_rested_on_is_proved_as_of_then()
    {
        EarlierPremise premise = Assert.Single(_replay.Earlier);

        Assert.StartsWith("strong(\"BTCUSDT\", 58.49815621857", premise.Fact, StringComparison.Ordinal);
        Assert.Equal(premise.At, premise.Proof!.At);
        GivenNode bar = Assert.Single(premise.Proof.Graph.Nodes.OfType<GivenNode>());
        Assert.StartsWith("bar 15 closed at 1723161270000000000, ", bar.Origin!, StringComparison.Ordinal); // the first that the window allows
    }

    [SharedFact]
    public void Text_JSON_and_page_show_all_of_it()
    {
        Explanation explanation = Explanation.Of(_replay.Proof, new ProofPast(_replay.Proof.At) { Earlier = _replay.Earlier });
        string text = explanation.ToText(), json = System.Text.Encoding.UTF8.GetString(explanation.ToJson()), page = explanation.ToHtml();

        foreach (string form in new[] { text, json, page })
        {
            Assert.Contains("bar 15 closed at ", form, StringComparison.Ordinal);
            Assert.Contains("window 15 bars of 1s", form, StringComparison.Ordinal);
            Assert.Contains("frame 2673 (crc 2cc65714) of binance_spot_btcusdt_20240808.jsonl.gz", form, StringComparison.Ordinal);
        }

        Assert.Contains($"param bound", text, StringComparison.Ordinal);
        Assert.Contains($"= 55.0, rules {_replay.Program.Version[..12]}", text, StringComparison.Ordinal);
        Assert.Contains("what stored rows rested on, as it was then", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), static line => Assert.True(line.Length <= ProofText.DefaultWidth, line));
    }

    [SharedFact]
    public void The_journal_is_accepted_with_and_without_its_sources()
    {
        AuditReport audit = JournalAudit.Of(_replay.Journal);
        SourceReport sources = SourceAudit.Of(_replay.Journal, [Replay.File], null);

        Assert.True(audit.FaultCount == 0, string.Join('\n', audit.Faults));
        Assert.Null(JournalReplay.Of(_replay.Journal).FirstDifference);
        Assert.True(sources.FaultCount == 0, string.Join('\n', sources.Faults));
        Assert.True(sources.Frames > 1_000 && sources.FramesUnseen == 0, sources.ToString());
    }

    [SharedFact]
    public void Another_recording_of_that_name_is_found_out()
    {
        using TempFolder folder = new();
        string altered = folder[Path.GetFileName(Replay.File)];
        using (StreamReader original = new(new System.IO.Compression.GZipStream(System.IO.File.OpenRead(Replay.File), System.IO.Compression.CompressionMode.Decompress)))
        using (StreamWriter copy = new(altered))
        {
            for (int line = 1; line <= 2673 && original.ReadLine() is { } text; line++)
            {
                copy.Write((line == 2673 ? text.Replace('1', '2') : text) + "\n");
            }
        }

        SourceReport sources = SourceAudit.Of(_replay.Journal, [altered], null);

        Assert.Contains("says that frame 2673 of", sources.Faults[0].Reason, StringComparison.Ordinal);
        Assert.Contains("has no such line", sources.Faults[1].Reason, StringComparison.Ordinal);
        Assert.True(sources.FaultCount > JournalAudit.MaxFaults && sources.Faults.Length == JournalAudit.MaxFaults);
    }

    [SharedFact]
    public void A_recording_that_is_not_given_is_counted_not_believed()
    {
        SourceReport sources = SourceAudit.Of(_replay.Journal, [], null);

        Assert.True(sources.Frames == 0 && sources.FramesUnseen > 1_000 && sources.FaultCount == 0, sources.ToString());
    }

    /// <summary>A capture, recorded once.</summary>
    public sealed class Replay : IDisposable
    {
        private readonly TempFolder _folder = new();

        public Replay()
        {
            if (TestData.Shared is null)
            {
                return; // the tests are skipped
            }

            Program = RuleBinder.Bind(
                [SyntaxTree.Parse("strength.rules", Pack)],
                new BindOptions { CheckCall = FeatureCalls.Check, Libraries = RuleLibraries.All, External = MarketCatalogue.Relations, Strict = true }).Program!;
            DiagnosticBag faults = new();
            using (IMarketFeed feed = FeedSpec.Parse($"replay:{File}", faults)!.Open(faults)!)
            using (MarketRun run = new(Program, [feed], new TickPipelineOptions { Instruments = DefaultInstruments.Create(), Journal = JournalWriter.Open(Journal) }, new Watcher()))
            {
                run.Run(null, CancellationToken.None);
            }

            RecordedRun recorded = new(Journal);
            JournalRecord first = recorded.Find("#1")!;
            Proof = recorded.ProofOf(first);
            Earlier = new EarlierPremises(Journal).Of(Proof.Graph, first, null, faults);
        }

        internal static string File => TestData.File("raw_ws/binance_spot_btcusdt_20240808.jsonl.gz");

        internal string Journal => _folder["journal"];

        internal BoundProgram Program { get; } = null!;

        internal DecisionProof Proof { get; } = null!;

        internal IReadOnlyList<EarlierPremise> Earlier { get; } = [];

        public void Dispose() => _folder.Dispose();
    }
}

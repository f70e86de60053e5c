using System.Text.Json;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary><c>scalp run</c>: decisions out, and nothing half-started or lost when something is wrong.</summary>
public sealed class RunTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _pack;
    private readonly string _feed;

    public RunTests()
    {
        _pack = _folder.Write("pack/tape.rules", Tape.Pack);
        _feed = "replay:" + _folder.Write("tape.jsonl", Tape.Capture(3)) + "?venue=/binance_usdm";
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Decisions_orders_and_proofs_are_printed_and_summed_up()
    {
        Answer answer = Run();

        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        Assert.Contains("by tape.long, proof ", answer.Out, StringComparison.Ordinal);
        Assert.Contains("by exit.stop_long, proof ", answer.Out, StringComparison.Ordinal);
        Assert.Contains("buy 0.5 /binance_usdm:BTCUSDT: accepted, filled at 100.02, fee 0.025005", answer.Out, StringComparison.Ordinal);
        Assert.Contains("sell 0.5 /binance_usdm:BTCUSDT: accepted, filled at 99.5, fee 0.024875", answer.Out, StringComparison.Ordinal);
        Assert.Contains("decisions    6: exit.stop_long 3, tape.long 3", answer.Out, StringComparison.Ordinal);
        Assert.Contains("not decided  3: vetoed /wide_spread 3", answer.Out, StringComparison.Ordinal);
        Assert.Contains("equity 99,999.07", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_one_object_a_line_that_ends_with_the_summary()
    {
        Answer answer = Run("--json", "--proofs", "all", "--journal", _folder["journal"]);

        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        string[] types = [.. answer.Lines.Select(static l => JsonDocument.Parse(l).RootElement.GetProperty("type").GetString()!)];
        Assert.Equal(6, types.Count(static t => t == "decision"));
        Assert.Equal(3, types.Count(static t => t == "non-decision"));
        Assert.Equal("summary", types[^1]);
        JsonElement summary = JsonDocument.Parse(answer.Lines[^1]).RootElement;
        Assert.Equal(12, summary.GetProperty("events").GetInt32());
        Assert.Equal(6, summary.GetProperty("fills").GetInt32());
        Assert.Equal(64, summary.GetProperty("journalHash").GetString()!.Length);
    }

    [Fact]
    public void A_rehearsal_changes_nothing_that_is_printed_or_recorded()
    {
        string[] hashes = [.. new[] { "yes", "no", "auto" }.Select(rehearse =>
        {
            Answer answer = Run("--json", "--proofs", "all", "--rehearse", rehearse, "--journal", _folder["journal-" + rehearse]);
            Assert.True(answer.Code == ExitCode.Fine, answer.Error);
            Assert.Equal(10, answer.Lines.Length);
            return JsonDocument.Parse(answer.Lines[^1]).RootElement.GetProperty("journalHash").GetString()!;
        })];

        Assert.Single(hashes.Distinct());
        Run("--rehearse", "sometimes").FailsWith(ExitCode.WrongCall, "--rehearse is auto, yes or no, not 'sometimes'");
    }

    [Fact]
    public void A_missing_feed_file_starts_nothing()
    {
        Answer answer = Scalp.Run("run", "--rules", _pack, "--feed", "replay:" + _folder["none.jsonl"], "--journal", _folder["journal"]);

        answer.FailsWith(ExitCode.WrongInput, "CSR6103", "none.jsonl");
        Assert.False(Directory.Exists(_folder["journal"]));
        Assert.Empty(answer.Out);
    }

    [Theory]
    [InlineData("sim:x")]
    [InlineData("sim:1?seconds=0")]
    [InlineData("sim:1?minutes=5")]
    [InlineData("kafka:topic")]
    [InlineData("sim")]
    [InlineData("replay:")]
    public void A_bad_feed_specification_starts_nothing(string feed)
    {
        Answer answer = Scalp.Run("run", "--rules", _pack, "--feed", _feed, "--feed", feed, "--journal", _folder["journal"]);

        answer.FailsWith(ExitCode.WrongInput, "CSR61", feed);
        Assert.False(Directory.Exists(_folder["journal"]));
    }

    [Fact]
    public void Faulty_rules_limits_and_exchange_rules_are_all_reported_and_start_nothing()
    {
        string rules = _folder.Write("bad.rules", "p(X) :- q(Y).");
        string limits = _folder.Write("limits.json", "{\"max_orders\": }");
        string filters = _folder.Write("filters.json", "[");

        Answer answer = Scalp.Run("run", "--rules", rules, "--feed", _feed, "--limits", limits, "--filters", "/binance_usdm=" + filters, "--journal", _folder["journal"]);

        answer.FailsWith(ExitCode.WrongInput, "bad.rules:1", "limits.json", "filters.json");
        Assert.False(Directory.Exists(_folder["journal"]));
    }

    [Fact]
    public void An_instrument_that_cannot_be_read_is_left_out_with_a_warning_and_never_traded_on_built_in_rules()
    {
        string filters = _folder.Write("filters.json", """
            {"symbols": [{"symbol": "BTCUSDT", "status": "TRADING", "filters": [{"filterType": "LOT_SIZE", "stepSize": "0.000000001"}]}]}
            """);

        Answer answer = Run("--filters", "/binance_usdm=" + filters);

        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        Assert.Contains("warning CSR6512: instrument 'BTCUSDT' is left out", answer.Error, StringComparison.Ordinal);
        Assert.Contains("INSTRUMENT_UNKNOWN", answer.Out, StringComparison.Ordinal);
        Assert.Contains("0 accepted", answer.Out, StringComparison.Ordinal);
        Assert.Contains("--filters", answer.Out, StringComparison.Ordinal); // what would help
    }

    [Fact]
    public void Times_count_from_the_first_event_and_counts_name_only_what_came()
    {
        string capture = _folder.Write("late.jsonl", Tape.Capture(1));
        Answer answer = Scalp.Run("run", "--rules", _pack, "--feed", $"replay:{capture}?venue=/binance_usdm", "--proofs", "none");

        Assert.Contains("    0.200s  #1 decision(", answer.Out, StringComparison.Ordinal);
        Assert.Contains("late.jsonl: 4 lines, 4 quotes, no faults\n", answer.Out, StringComparison.Ordinal);

        string bars = _folder.Write("BTCUSDT.csv", "ts_ms,open,high,low,close,volume\n0,1,1,1,1,1\n345600000,1,1,1,1,1\n345600000,1,1,1,1,1\n");
        Answer days = Scalp.Run("run", "--rules", _pack, "--feed", $"bars:{bars}?interval=1d");
        Assert.Contains("2 over 4 d 00:00:00 of market time", days.Out, StringComparison.Ordinal);
        Assert.Contains("BTCUSDT.csv: 4 lines, 2 bars, 1 fault\n", days.Out, StringComparison.Ordinal);
        Assert.Contains("CSR6125 1 row(s) with the timestamp", days.Out, StringComparison.Ordinal);

        Answer simulated = Scalp.Run("run", "--rules", _pack, "--feed", "sim:7?seconds=1");
        Assert.Matches(@"feed +sim:7: [1-9]", simulated.Out);
        Assert.DoesNotContain("0 lines", simulated.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_predicate_that_nothing_supplies_is_an_error_in_a_run()
    {
        string rules = _folder.Write("odd.rules", "odd(S) :- qoute(_, S, _, _, _, _).");

        Scalp.Run("run", "--rules", rules, "--feed", _feed).FailsWith(ExitCode.WrongInput, "odd.rules:1", "qoute", "did you mean 'quote'?");
    }

    [Fact]
    public void A_folder_that_holds_a_journal_is_refused_and_stays_as_it_was()
    {
        Assert.Equal(ExitCode.Fine, Run("--journal", _folder["journal"]).Code);
        byte[] before = File.ReadAllBytes(_folder["journal/journal-000001.log"]);

        Run("--journal", _folder["journal"]).FailsWith(ExitCode.Failed, "CSR7101", "--append");

        Assert.Equal(before, File.ReadAllBytes(_folder["journal/journal-000001.log"]));
    }

    [Fact]
    public void A_journal_goes_on_with_append_and_every_run_in_it_can_be_explained()
    {
        string journal = _folder["journal"];
        Assert.Equal(ExitCode.Fine, Run("--journal", journal).Code);
        string second = _folder.Write("second.jsonl", Tape.Capture(1));
        Assert.Equal(ExitCode.Fine, Scalp.Run("run", "--rules", _pack, "--feed", $"replay:{second}?venue=/binance_usdm", "--journal", journal, "--append").Code);

        Assert.Equal(ExitCode.Fine, Scalp.Run("explain", "last", "--journal", journal).Code);
        Assert.Equal(ExitCode.Fine, Scalp.Run("explain", "2", "--journal", journal).Code);
        Scalp.Run("explain", "3", "--journal", journal).FailsWith(ExitCode.WrongInput, "no decision '3'");
        Assert.Contains("99.5", Scalp.Run("why", "quote(V, S, B, A, _, _)", "--journal", journal).Out, StringComparison.Ordinal);
        Assert.Contains("at 1970-01-01T00:00:01.3Z", Scalp.Run("why", "quote(/binance_usdm, \"BTCUSDT\", 1, 1, _, _)", "--at", "9200000000", "--journal", journal).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_that_is_a_file_or_cannot_be_made_fails_with_its_code()
    {
        string file = _folder.Write("file", "text");

        Run("--journal", file).FailsWith(ExitCode.Failed, "CSR7102");
        Run("--journal", file + "/below").FailsWith(ExitCode.Failed, "CSR7102");
        Run("--journal", "/proc/nowhere").FailsWith(ExitCode.Failed, "CSR7102");
        Assert.Equal("text", File.ReadAllText(file));
    }

    [Fact]
    public void What_was_wrong_with_a_feed_is_counted_in_the_summary_with_the_first_place()
    {
        string capture = _folder.Write("odd.jsonl", """
            1000000000 {"lastUpdateId":42,"bids":[["100","1"]],"asks":[["101","1"]]}
            1001000000 {"e":"depthUpdate","E":1001,"T":1001,"s":"BTCUSDT","U":40,"u":44,"pu":39,"b":[],"a":[["101","2"]]}
            1002000000 {"e":"depthUpdate","E":1002,"T":1002,"s":"BTCUSDT","U":60,"u":64,"pu":59,"b":[],"a":[["101","3"]]}
            1003000000 {"e":"trade","E":1003,"T":1003,"s":"BTCUSDT","t":8,"p":"-1","q":"0.25","X":"MARKET","m":true}
            1004000000 {"e":"trade","E":900,"T":900,"s":"BTCUSDT","t":9,"p":"100","q":"0.25","X":"MARKET","m":true}
            oops

            """);

        Answer answer = Scalp.Run("run", "--rules", _pack, "--feed", $"replay:{capture}?venue=/binance_usdm&symbol=BTCUSDT");

        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        Assert.All(
            ["CSR6121", "CSR6122", "CSR6123", "CSR6124", "first at line 6: oops", "first at line 4: ", "-- /binance_usdm:BTCUSDT: book updates are missing"],
            words => Assert.Contains(words, answer.Out, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_runs_print_the_same_journal_hash()
    {
        string first = Hash(Run("--json", "--journal", _folder["a"])), second = Hash(Run("--json", "--journal", _folder["b"]));

        Assert.Equal(first, second);
        Assert.Equal(File.ReadAllBytes(_folder["a/journal-000001.log"]), File.ReadAllBytes(_folder["b/journal-000001.log"]));
    }

    private static string Hash(Answer answer) => JsonDocument.Parse(answer.Lines[^1]).RootElement.GetProperty("journalHash").GetString()!;

    private Answer Run(params string[] more) => Scalp.Run(["run", "--rules", _pack, "--feed", _feed, .. more]);
}

using System.Text.Json;
using CryptoScalp.Rules.Journal;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary><c>audit</c>, <c>replay</c>, <c>decisions</c>, <c>non-decisions</c> as a caller meets them.</summary>
public sealed class JournalCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public JournalCommandTests()
    {
        string pack = _folder.Write("tape.rules", Tape.Pack), capture = _folder.Write("tape.jsonl", Tape.Capture(4));
        Answer run = Scalp.Run("run", "--rules", pack, "--feed", $"replay:{capture}?venue=/binance_usdm", "--journal", Journal, "--proofs", "none");
        Assert.True(run.Code == ExitCode.Fine, run.Out + run.Error);
    }

    private string Journal => _folder["journal"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("audit", "accepted", true)]
    [InlineData("replay", "agrees", true)]
    public void A_sound_journal_is_accepted_and_agrees(string command, string field, bool value)
    {
        Answer text = Scalp.Run(command, Journal), json = Scalp.Run(command, Journal, "--json");

        Assert.True(text.Code == ExitCode.Fine && json.Code == ExitCode.Fine, text.Out + json.Out);
        Assert.StartsWith(field, text.Out, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(json.Out);
        Assert.Equal(value, document.RootElement.GetProperty(field).GetBoolean());
        Assert.Equal(8, document.RootElement.GetProperty("decisions").GetInt32());
    }

    [Fact]
    public void An_audit_goes_on_to_the_grounds_of_stored_rows_when_asked()
    {
        Answer answer = Scalp.Run("audit", Journal, "--grounds"), json = Scalp.Run("audit", Journal, "--grounds", "--json");

        Assert.Contains("grounds accepted: 0 premises", answer.Out, StringComparison.Ordinal);
        Assert.Contains("\"grounds\":{\"premises\":0,\"gone\":0,\"unseen\":0,\"faultCount\":0", json.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_audit_goes_on_to_the_recording_when_it_is_named()
    {
        Answer right = Scalp.Run("audit", Journal, "--recording", _folder["tape.jsonl"]);
        _folder.Write("other/tape.jsonl", Tape.Capture(4).Replace("99.50", "99.40", StringComparison.Ordinal));
        Answer wrong = Scalp.Run("audit", Journal, "--recording", _folder["other/tape.jsonl"]), json = Scalp.Run("audit", Journal, "--recording", _folder["other/tape.jsonl"], "--json");

        Assert.True(right.Code == ExitCode.Fine, right.Out + right.Error);
        Assert.Contains("sources agree: 16 frames", right.Out, StringComparison.Ordinal);
        Assert.Equal((ExitCode.WrongInput, ExitCode.WrongInput), (wrong.Code, json.Code));
        Assert.Contains("SOURCES DIFFER in 4 places: 12 frames", wrong.Out, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(json.Out);
        Assert.False(document.RootElement.GetProperty("accepted").GetBoolean());
        Assert.Equal(4, document.RootElement.GetProperty("sources").GetProperty("faultCount").GetInt64());
    }

    [Fact]
    public void A_recording_of_another_run_is_not_taken_for_agreement()
    {
        _folder.Write("stranger.jsonl", Tape.Capture(4));
        Answer answer = Scalp.Run("audit", Journal, "--recording", _folder["stranger.jsonl"]), json = Scalp.Run("audit", Journal, "--recording", _folder["stranger.jsonl"], "--json");

        Assert.Equal((ExitCode.WrongInput, ExitCode.WrongInput), (answer.Code, json.Code));
        Assert.Contains("SOURCES DIFFER in 1 place: 0 frames", answer.Out, StringComparison.Ordinal);
        Assert.Contains("stranger.jsonl: the journal names no frame", answer.Out, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(json.Out);
        Assert.False(document.RootElement.GetProperty("accepted").GetBoolean());
        Assert.EndsWith("stranger.jsonl", document.RootElement.GetProperty("sources").GetProperty("strangers")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_that_is_not_there_is_wrong_input()
    {
        Answer answer = Scalp.Run("audit", Journal, "--recording", _folder["nowhere.jsonl"]);

        Assert.Equal(ExitCode.WrongInput, answer.Code);
        Assert.Contains("nowhere.jsonl", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audit", "REJECTED")]
    [InlineData("replay", "DIFFERS")]
    public void A_tampered_journal_is_refused_with_the_place(string command, string word)
    {
        string forged = _folder["forged"];
        using (JournalWriter writer = JournalWriter.Open(forged))
        {
            foreach (JournalRecord record in new JournalReader(Journal).ReadAll())
            {
                byte[] payload = record.Type != JournalRecordType.Decision ? record.Payload.ToArray()
                    : System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(record.Payload.Span).Replace("\"size\":\"0.5\"", "\"size\":\"5.0\"", StringComparison.Ordinal));
                writer.Append(record.Type, record.Sequence, record.At, payload);
            }
        }

        Answer answer = Scalp.Run(command, forged);

        Assert.Equal(ExitCode.WrongInput, answer.Code);
        Assert.StartsWith(word, answer.Out, StringComparison.Ordinal);
        Assert.Contains("5.0", answer.Out, StringComparison.Ordinal);
        Assert.Contains("journal-000001.log, byte", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Decisions_and_non_decisions_are_listed_and_filtered()
    {
        Assert.Equal(8, Scalp.Run("decisions", Journal).Lines.Length);
        Assert.Equal(4, Scalp.Run("decisions", Journal, "--rule", "tape.long", "--status", "filled").Lines.Length);
        Assert.Contains("veto(\"BTCUSDT\", /wide_spread)", Scalp.Run("non-decisions", Journal, "--reason", "vetoed", "--json").Lines[0].Replace("\\\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("no decision fits", Scalp.Run("decisions", Journal, "--symbol", "ETHUSDT").Out.Trim());
        Answer last = Scalp.Run("decisions", Journal, "--limit", "1");
        Assert.StartsWith("#8", last.Out, StringComparison.Ordinal);
        Assert.Contains("there are more", last.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_with_a_call_is_said()
    {
        Scalp.Run("audit", _folder["nothing"]).FailsWith(ExitCode.WrongInput, "CSR7106");
        Scalp.Run("replay", _folder["nothing"]).FailsWith(ExitCode.WrongInput, "CSR7106");
        Scalp.Run("decisions", _folder["nothing"]).FailsWith(ExitCode.WrongInput, "CSR7106");
        Scalp.Run("decisions", Journal, "--from", "yesterday").FailsWith(ExitCode.WrongCall, "--from", "2024-01-15T10:30:00.25Z");
        Scalp.Run("decisions", Journal, "--limit", "0").FailsWith(ExitCode.WrongCall, "--limit", "10000");
        Scalp.Run("non-decisions", Journal, "--reason", "rain").FailsWith(ExitCode.WrongCall, "rain");
    }
}

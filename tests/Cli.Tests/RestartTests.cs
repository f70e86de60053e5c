using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary><c>scalp serve</c> that is killed and started again, and that watches a folder.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _key;

    public RestartTests() => _key = _folder.Write("key", "0123456789abcdef-key\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void After_a_kill_the_version_that_was_in_force_goes_on_and_nothing_is_decided_again()
    {
        string first = _folder.Write("a/tape.rules", Tape.Pack), second = _folder.Write("b/tape.rules", Changed("99.0"));
        string activated = "";
        using (ServedProcess served = Serve(first))
        {
            activated = Activate(served, second);
            WaitForDecision();
        }

        int before = Records().Length;
        using (ServedProcess served = Serve(first, "--append"))
        {
            Assert.StartsWith(activated, Active(served), StringComparison.Ordinal);
            Assert.Contains("CSR7218", served.Error, StringComparison.Ordinal);
            Assert.Contains("--restart-with given", served.Error, StringComparison.Ordinal);
            WaitForFacts(before);
            Assert.Equal(ExitCode.Fine, served.Stop());
        }

        JournalRecord[] again = [.. Records()[before..].Where(static r => r.Type == JournalRecordType.Decision)];
        Assert.DoesNotContain(again, r => JsonDocument.Parse(r.Payload).RootElement.GetProperty("at").GetString() is { } at && Records()[..before].Any(o => o.Type == JournalRecordType.Decision && JsonDocument.Parse(o.Payload).RootElement.GetProperty("at").GetString() == at));
        Assert.Null(JournalReplay.Of(_folder["journal"]).FirstDifference);

        using ServedProcess given = Serve(first, "--append", "--restart-with", "given");
        Assert.DoesNotContain(activated, Active(given), StringComparison.Ordinal);
    }

    [Fact]
    public void A_save_in_a_watched_folder_comes_into_force_and_a_bad_one_is_told_on_the_error_stream()
    {
        string pack = _folder.Write("watched/tape.rules", Tape.Pack);
        using ServedProcess served = Serve(_folder["watched"], "--watch", _folder["watched"], "--approve", "gate");
        string before = Active(served);

        File.WriteAllText(pack, Changed("Bidd"));
        Until(served, () => served.Error.Contains("the save was refused", StringComparison.Ordinal));
        Assert.Contains("tape.rules:", served.Error, StringComparison.Ordinal);
        Assert.Equal(before, Active(served));
        Assert.Contains("refused", Packs(served, "list").Out, StringComparison.Ordinal);
        Assert.Contains("tape.rules:", Packs(served, "list").Out, StringComparison.Ordinal);

        File.WriteAllText(pack, Changed("101.5"));
        Until(served, () => Active(served) != before);
        Assert.Contains("is staged as pack", served.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Fine, served.Stop());
    }

    [Fact]
    public void A_journal_whose_rules_do_not_check_any_more_is_not_gone_on_with_unless_the_rules_given_are_to_be_taken()
    {
        using (JournalWriter writer = JournalWriter.Open(_folder["journal"]))
        {
            writer.Append(JournalRecordType.RunStarted, 0, EventTime.Zero, "{}"u8);
            writer.Append(JournalRecordType.Pack, 0, EventTime.Zero, """{"path":"old.rules","text":"p(X :- q(X)."}"""u8);
            writer.Append(JournalRecordType.FactChanges, 0, EventTime.Zero, """{"changes":[]}"""u8);
        }

        string pack = _folder.Write("tape.rules", Tape.Pack);
        using (ServedProcess refused = Serve(pack, "--append"))
        {
            Assert.Equal(ExitCode.WrongInput, refused.WaitForExit());
            Assert.Contains("CSR7219", refused.Error, StringComparison.Ordinal);
            Assert.Equal(2, refused.Error.Split("CSR7219").Length); // once: one journal, one error
            Assert.Contains("--restart-with given", refused.Error, StringComparison.Ordinal);
        }

        using ServedProcess served = Serve(pack, "--append", "--restart-with", "given");
        _ = Active(served);
        Assert.DoesNotContain("CSR7219", served.Error, StringComparison.Ordinal);
        Assert.Contains("CSR7221", served.Error, StringComparison.Ordinal); // nobody can read what that run held
        Assert.Contains("open positions are not known", served.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_starting_equity_than_that_of_the_journal_that_is_gone_on_with_is_refused()
    {
        string pack = _folder.Write("tape.rules", Tape.Pack);
        using (ServedProcess served = Serve(pack))
        {
            _ = Active(served);
            WaitForDecision();
            Assert.Equal(ExitCode.Fine, served.Stop());
        }

        using ServedProcess refused = Serve(pack, "--append", "--equity", "5000");

        Assert.Equal(ExitCode.WrongCall, refused.WaitForExit());
        Assert.Contains("--equity 5000 cannot be: the journal's account began with 100000", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--watch", "no-such-folder", "--watch is a folder")]
    [InlineData("--approve", "nobody", "--approve is hand or gate")]
    [InlineData("--shadow-for", "30s", "need --approve gate")]
    [InlineData("--rollback-vetoed", "1.5", "a share from 0% to 100%")]
    [InlineData("--rollback-latency", "5 parsecs", "a time such as 500us")]
    [InlineData("--rollback-errors", "-1", "0 or more")]
    [InlineData("--restart-with", "luck", "journal or given")]
    public void An_option_that_cannot_be_is_a_wrong_call(string option, string value, string said) =>
        Scalp.Run("serve", "--rules", _folder.Write("tape.rules", Tape.Pack), "--feed", "sim:7?seconds=1", option, value).FailsWith(ExitCode.WrongCall, said);

    private static string Changed(string price) => Tape.Pack.Replace("Bid > 100.0", $"Bid > {price}", StringComparison.Ordinal);

    private ServedProcess Serve(string rules, params string[] more) =>
        new(null, ["--rules", rules, "--feed", "sim:7?seconds=600", "--speed", "1x", "--rehearse", "no", "--journal", _folder["journal"], "--port", "0", "--api-key-file", _key, .. more]);

    private Answer Packs(ServedProcess served, params string[] arguments) => Scalp.Run(["packs", .. arguments, "--host", served.Address, "--api-key-file", _key]);

    private string Active(ServedProcess served)
    {
        Until(served, () => Packs(served, "list").Code == ExitCode.Fine); // the host answers before the run begins
        return Packs(served, "list").Lines.Single(static l => l.Contains("  active ", StringComparison.Ordinal))[..12];
    }

    private string Activate(ServedProcess served, string rules)
    {
        _ = Active(served);
        Answer staged = Packs(served, "stage", rules);
        Assert.True(staged.Code == ExitCode.Fine, staged.Out + staged.Error);
        string version = staged.Out[..12];
        Answer active = Packs(served, "activate", version);
        Assert.True(active.Code == ExitCode.Fine, active.Out + active.Error);
        return version;
    }

    private JournalRecord[] Records() => [.. new JournalReader(_folder["journal"]).ReadAll()];

    private void WaitForDecision() => Until(null, () => Records().Any(static r => r.Type == JournalRecordType.Decision));

    private void WaitForFacts(int after) => Until(null, () => Records()[after..].Count(static r => r.Type == JournalRecordType.FactChanges) > 20);

    private static void Until(ServedProcess? served, Func<bool> holds)
    {
        for (int i = 0; i < 6_000 && !holds(); i++)
        {
            Thread.Sleep(20);
        }

        Assert.True(holds(), served?.Error ?? "it never came");
    }
}

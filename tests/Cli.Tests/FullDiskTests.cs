using System.Diagnostics;
using CryptoScalp.Rules.Journal;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>A run whose journal cannot grow any further, in a process of its own under a limit on file sizes.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_journal_that_cannot_grow_stops_the_run_and_keeps_what_was_written()
    {
        (int code, string output, string error) = RunLimited(kibibytes: 48);

        Assert.True(code == ExitCode.Failed, $"exit code {code}\n{output}{error}");
        Assert.Contains("CSR7102", error, StringComparison.Ordinal);
        Assert.Contains("what was recorded before is intact", error, StringComparison.Ordinal);
        Assert.Contains("Summary", output, StringComparison.Ordinal);
        Assert.Contains("stopped: not all of this is in the journal", output, StringComparison.Ordinal);
        Assert.DoesNotContain(", hash ", output, StringComparison.Ordinal); // of a journal that is not on the disk
        Assert.DoesNotContain("internal error", error, StringComparison.Ordinal);
        JournalSummary kept = new JournalReader(_folder["journal"]).Verify();
        Assert.True(kept.Records > 10, $"{kept.Records} records were kept");
        Assert.Contains("tape.long", Scalp.Run("explain", "1", "--journal", _folder["journal"]).Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Fine, Scalp.Run("explain", "last", "--journal", _folder["journal"]).Code);
    }

    [Fact]
    public void A_journal_that_cannot_even_begin_fails_before_any_event()
    {
        (int code, string output, string error) = RunLimited(kibibytes: 0);

        Assert.True(code == ExitCode.Failed, $"exit code {code}\n{output}{error}");
        Assert.Contains("CSR7102", error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", error, StringComparison.Ordinal);
        Assert.DoesNotContain("decision(", output, StringComparison.Ordinal);
    }

    private (int Code, string Out, string Error) RunLimited(int kibibytes)
    {
        string pack = _folder.Write("tape.rules", Tape.Pack), capture = _folder.Write("tape.jsonl", Tape.Capture(60));
        string call = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "scalp.dll")}' run --rules '{pack}' --feed 'replay:{capture}?venue=/binance_usdm' --journal '{_folder["journal"]}' --proofs none";
        ProcessStartInfo start = new("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        // Without the signal a write beyond the limit fails as it does on a full disk.
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"trap '' XFSZ; ulimit -f {kibibytes}; exec {call}");
        // The runtime's own files would meet the limit too.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}

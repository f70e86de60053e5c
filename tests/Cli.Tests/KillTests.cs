using System.Diagnostics;
using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>A run killed (SIGKILL) anywhere: its journal opens, nothing that was told is lost, it replays as recorded, and it can be gone on with.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>Follows every move of a second: decisions and non-decisions throughout.</summary>
    private const string Pack = """
        Use decisions!

        #[id("eager.long"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, Size, 1.0) :-
            return_1s(Venue, Sym, Move), Move > 0.0, quote(Venue, Sym, _, Ask, _, _), Size = 300.0 / Ask.
        """;

    private static readonly bool _long = Environment.GetEnvironmentVariable("CRYPTOSCALP_LONG_TESTS") is { Length: > 0 };

    /// <summary>How many points, in how many parts: 200 in ten with CRYPTOSCALP_LONG_TESTS set.</summary>
    private static readonly int _points = _long ? 200 : 5, _parts = _long ? 10 : 1;

    /// <summary>What is killed: the build under test, or the published one that CRYPTOSCALP_KILL_BUILD names (the path of its scalp.dll).</summary>
    private static readonly string _build = Environment.GetEnvironmentVariable("CRYPTOSCALP_KILL_BUILD") is { Length: > 0 } named
        ? named : Path.Combine(AppContext.BaseDirectory, "scalp.dll");

    /// <summary>How often a run is tried that ended before its kill came, each time killed a tenth earlier.</summary>
    private const int Tries = 10;

    private readonly TempFolder _folder = new();

    /// <summary>Runs that ended before their kill came.</summary>
    private int _late;

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, _parts)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_run_killed_anywhere_keeps_all_that_it_told_and_replays_as_recorded(int part)
    {
        string pack = _folder.Write("eager.rules", Pack);
        long whole = BytesOfAWholeRun(pack);
        int kills = _points / _parts, heard = 0;
        for (int i = part * kills; i < (part + 1) * kills; i++)
        {
            // Spread evenly, each at an odd byte of its own: where the run is killed is not ours to say to the byte, which is as it should be.
            string journal = _folder[$"killed{i}"];
            List<string> told = KilledAt(pack, journal, whole * (i + 1) / (_points + 1));
            heard += told.Count;

            Check(journal, told);
            JournalWriter.Open(journal, new JournalOptions { Append = true }).Dispose(); // cuts an unfinished record off
            Check(journal, told);
            if (i % 20 == 0)
            {
                GoesOn(pack, journal, told);
            }

            Directory.Delete(journal, recursive: true);
        }

        output.WriteLine($"{kills} runs were killed alive; they had told of {heard} decisions. {_late} ended before their kill came, and were tried again");
        Assert.True(heard > 0, "no run told of a decision before it was killed: nothing was tested");
    }

    private static void Check(string journal, List<string> told)
    {
        HashSet<string> recorded = [.. new JournalReader(journal).ReadAll().Where(static r => r.Type == JournalRecordType.Decision).Select(static r => IdOf(r.Payload))];
        Assert.Empty(told.Except(recorded));
        Assert.Null(JournalReplay.Of(journal).FirstDifference);
        AuditReport audit = JournalAudit.Of(journal);
        Assert.True(audit.FaultCount == 0, string.Join('\n', audit.Faults));
    }

    private static void GoesOn(string pack, string journal, List<string> told)
    {
        Answer answer = Scalp.Run("run", "--rules", pack, "--feed", "sim:8?seconds=5", "--journal", journal, "--append", "--proofs", "none");

        Assert.True(answer.Code == ExitCode.Fine, answer.Out + answer.Error);
        Check(journal, told);
        Assert.Equal(2, JournalReplay.Of(journal).Runs);
    }

    private long BytesOfAWholeRun(string pack)
    {
        string journal = _folder["whole"];
        Assert.Equal(ExitCode.Fine, Scalp.Run("run", "--rules", pack, "--feed", "sim:7?seconds=20", "--journal", journal, "--proofs", "none").Code);
        return BytesOf(journal);
    }

    private static long BytesOf(string journal)
    {
        FileInfo segment = new(Path.Combine(journal, "journal-000001.log"));
        return segment.Exists ? segment.Length : 0;
    }

    /// <summary>Kills a run while it is alive, about when its journal has so many bytes: one that ended first, because nobody had time for us, is run again and killed earlier.</summary>
    /// <returns>The ids of the decisions that it told.</returns>
    private List<string> KilledAt(string pack, string journal, long bytes)
    {
        for (int tenths = Tries; tenths > 0; tenths--)
        {
            (List<string> told, bool wasKilled) = RunUntil(pack, journal, bytes * tenths / Tries);
            if (wasKilled)
            {
                return told;
            }

            _late++;
            Directory.Delete(journal, recursive: true);
        }

        throw new InvalidOperationException($"{Tries} runs ended before they could be killed");
    }

    /// <summary>Starts a run in a process of its own and kills it once its journal has so many bytes; the ids of the decisions that it told.</summary>
    private static (List<string> Told, bool WasKilled) RunUntil(string pack, string journal, long bytes)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true };
        string[] arguments = [_build, "run", "--rules", pack, "--feed", "sim:7?seconds=20", "--journal", journal, "--proofs", "none", "--json"];
        arguments.ToList().ForEach(start.ArgumentList.Add);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        while (!process.HasExited && BytesOf(journal) < bytes)
        {
            Thread.Sleep(1);
        }

        process.Kill();
        process.WaitForExit();
        return ([.. output.Result.Split('\n').SkipLast(1).Where(static l => l.StartsWith("{\"type\":\"decision\"", StringComparison.Ordinal)).Select(IdInLine)], process.ExitCode != 0);
    }

    private static string IdInLine(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("record").GetProperty("id").GetString()!;
    }

    private static string IdOf(ReadOnlyMemory<byte> payload)
    {
        using JsonDocument document = JsonDocument.Parse(payload);
        return document.RootElement.GetProperty("id").GetString()!;
    }
}

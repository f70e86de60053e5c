using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>What the documents show works: their commands run, their rules check.</summary>
/// <remarks>
/// A block marked <c>sh</c> runs line by line in a folder with the shipped rules, <c>./scalp</c> being this build; every line must answer 0.
/// A block marked <c>rules</c> must check without an error, and is a file of that folder when its first line is the comment <c># NAME.rules</c>; one marked <c>rules-error</c> must have one. What needs files of the reader's own is marked <c>text</c>.
/// </remarks>
public sealed partial class DocumentTests
{
    private static readonly string[] _documents =
    [
        "README.md", "docs/tour.md", "docs/language.md", "docs/proofs.md", "docs/json.md", "docs/journal.md",
        .. Directory.GetFiles(Checkout.PathOf("docs", "how-to"), "*.md").Order(StringComparer.Ordinal).Select(static p => "docs/how-to/" + Path.GetFileName(p)),
    ];

    public static TheoryData<string, int> RuleBlocks
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (string document in _documents)
            {
                foreach (Match block in BlocksOf(document, "rules").Concat(BlocksOf(document, "rules-error")))
                {
                    data.Add(document, LineOf(document, block));
                }
            }

            return data;
        }
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Commands_in_the_documents_work()
    {
        using TempFolder folder = new();
        Directory.CreateSymbolicLink(folder["rules"], Checkout.PathOf("rules"));
        string scalp = folder.Write("scalp", $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "scalp.dll")}' \"$@\"\n");
        File.SetUnixFileMode(scalp, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        HashSet<string> done = new(StringComparer.Ordinal);
        foreach (string document in _documents)
        {
            foreach (Match block in BlocksOf(document, "rules").Where(static b => FileName().IsMatch(b.Groups["text"].Value)))
            {
                folder.Write(FileName().Match(block.Groups["text"].Value).Groups["name"].Value, block.Groups["text"].Value);
            }

            // What was run once in this folder need not run again: the demo takes its time.
            foreach (string line in BlocksOf(document, "sh").SelectMany(CommandLines).Where(done.Add))
            {
                (int code, string output) = Shell(line, folder.Path);
                Assert.True(code == 0, $"{document}: '{line}' answered {code}\n{output}");
            }
        }

        Assert.True(done.Count >= 5, $"only {done.Count} commands were found in the documents");
    }

    [Theory]
    [MemberData(nameof(RuleBlocks))]
    public void Rules_in_the_documents_check_or_fail_as_marked(string document, int line)
    {
        using TempFolder folder = new();
        Match block = BlocksOf(document, "rules").Concat(BlocksOf(document, "rules-error")).Single(b => LineOf(document, b) == line);
        string text = block.Groups["text"].Value, file = folder.Write("block.rules", text);
        int expected = block.Groups["kind"].Value == "rules" ? ExitCode.Fine : ExitCode.WrongInput;

        Answer answer = Scalp.Run("check", file);

        Assert.True(answer.Code == expected, $"{document}:{line} answers {answer.Code}\n{answer.Error}");
        if (expected == ExitCode.Fine && text.Contains("\ntest \"", StringComparison.Ordinal))
        {
            Answer tested = Scalp.Run("test", file);
            Assert.True(tested.Code == ExitCode.Fine, $"{document}:{line}\n{tested.Out}{tested.Error}");
        }
    }

    [Fact]
    public void The_documents_show_rules()
    {
        Assert.True(RuleBlocks.Count >= 10, $"only {RuleBlocks.Count} blocks of rules were found");
    }

    private static IEnumerable<Match> BlocksOf(string document, string kind) =>
        Fence().Matches(File.ReadAllText(Checkout.PathOf(document))).Where(m => m.Groups["kind"].Value == kind);

    private static int LineOf(string document, Match block) => File.ReadAllText(Checkout.PathOf(document)).AsSpan(0, block.Index).Count('\n') + 1;

    /// <summary>Lines of a block; a backslash at the end joins the next one; comments and empty lines are left out.</summary>
    private static IEnumerable<string> CommandLines(Match block) =>
        block.Groups["text"].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Select(static l => l.Trim()).Where(static l => l.Length > 0 && !l.StartsWith('#'));

    private static (int Code, string Output) Shell(string line, string folder)
    {
        ProcessStartInfo start = new("bash") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("set -o pipefail; { " + line + "\n} 2>&1");
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    [GeneratedRegex(@"\A# (?<name>[a-z]+\.rules)\n")]
    private static partial Regex FileName();

    [GeneratedRegex("^```(?<kind>[a-z-]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}

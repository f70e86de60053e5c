using System.Diagnostics;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>A machine without the solver: what needs it says what to install, and nothing else needs it.</summary>
public sealed class NoSolverTests : IDisposable
{
    private const string Sized = """
        Decl q(S, Price) descr [extensional(), key([S])] bound [/string, /dec8].
        Decl size(S, W) descr [extensional(), key([S])] bound [/string, /dec8].
        optimize size(S, W) maximize W subject to q(S, Price), W * Price <= 100.0.
        seen(S) :- size(S, _).
        never negative: size(S, W), q(S, _), W < 0, W > 0.
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("verify")]
    [InlineData("size")]
    [InlineData("lint")]
    public void A_command_that_needs_the_solver_says_how_to_get_it(string command)
    {
        Answer answer = Without([command, _folder.Write("sized.rules", Sized)]);

        answer.FailsWith(ExitCode.Failed, "the solver Z3 is not installed", "apt-get install libz3-4", "SCALP_Z3");
        Assert.DoesNotContain("   at ", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_rules_that_size_by_it_does_not_begin()
    {
        string feed = "replay:" + _folder.Write("tape.jsonl", Tape.Capture(1)) + "?venue=/binance_usdm";

        Answer answer = Without(["run", "--rules", _folder.Write("sized.rules", Sized), "--feed", feed, "--journal", _folder["journal"]]);

        Assert.NotEqual(ExitCode.Fine, answer.Code);
        Assert.Contains("the rules size by 'optimize': the solver Z3 is not installed", answer.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["journal"]), "a run that does not begin leaves no journal");
    }

    [Fact]
    public void Checking_rules_needs_no_solver() => Assert.Equal(ExitCode.Fine, Without(["check", _folder.Write("sized.rules", Sized)]).Code);

    /// <summary>In a process of its own: a library is looked for once a process.</summary>
    private static Answer Without(string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "scalp.dll"));
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment["SCALP_Z3"] = "/nowhere/libz3.so";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Answer(process.ExitCode, output, error.Result);
    }
}

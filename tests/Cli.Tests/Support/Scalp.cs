namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>Runs the command line in this process and keeps what it printed.</summary>
internal static class Scalp
{
    public static Answer Run(params string[] arguments)
    {
        StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int code = ScalpCommand.Run(arguments, new Terminal(output, error, colour: false, colourErrors: false, width: 100));
        return new Answer(code, output.ToString(), error.ToString());
    }
}

/// <summary>What one command answered.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">The error stream.</param>
internal sealed record Answer(int Code, string Out, string Error)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Asserts the exit code and the whole output; on failure the error stream is shown too.</summary>
    public void Prints(string expected, int code = ExitCode.Fine)
    {
        Assert.True(code == Code, $"exit code {Code} instead of {code}\n{Out}{Error}");
        Assert.Equal(expected.ReplaceLineEndings("\n"), Out.TrimEnd('\n'));
    }

    /// <summary>Asserts a failure that says each of some words on the error stream and prints nothing that looks like a result.</summary>
    public void FailsWith(int code, params string[] words)
    {
        Assert.True(code == Code, $"exit code {Code} instead of {code}\n{Out}{Error}");
        Assert.All(words, word => Assert.Contains(word, Error, StringComparison.Ordinal));
        Assert.DoesNotContain("internal error", Error, StringComparison.Ordinal);
    }
}

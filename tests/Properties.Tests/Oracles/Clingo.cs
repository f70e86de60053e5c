using System.ComponentModel;
using System.Diagnostics;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>The answer-set solver clingo: an independent implementation of stratified Datalog with aggregates.</summary>
internal static class Clingo
{
    /// <summary>The atoms of the only stable model, as clingo prints them: <c>p(1,-2)</c>.</summary>
    public static string[] Solve(string program)
    {
        ProcessStartInfo start = new("clingo", ["--outf=0", "-V0", "--warn=none", "-n", "1"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
            process.StandardInput.Write(program);
            process.StandardInput.Close();
            process.WaitForExit();
            string[] lines = output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(errors.Result.Length == 0, $"clingo refuses the program: {errors.Result}\n{program}");
            Assert.Contains("SATISFIABLE", lines);
            return lines[0].Split(' ');
        }
        catch (Win32Exception)
        {
            Assert.Fail("'clingo' is not on the path. Install it: apt-get install gringo (Debian), or run ./test.sh, which does.");
            return [];
        }
    }
}

using System.Text.Json;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Cli;

/// <summary>Prints a run of rule tests.</summary>
internal static class RuleTestPrinter
{
    public static void Print(Terminal terminal, string path, RuleTestReport report, bool json)
    {
        if (json)
        {
            PrintJson(terminal, path, report);
            return;
        }

        foreach (RuleTestResult result in report.Results.Where(static r => !r.Passed))
        {
            PrintFailure(terminal, result);
        }

        int rules = report.CoveredRules.Length + report.UncoveredRules.Length;
        terminal.Out.WriteLine($"{path}: {report.Passed} passed, {report.Failed} failed; rules covered {report.CoveredRules.Length} of {rules}");
        if (!report.UncoveredRules.IsEmpty)
        {
            terminal.Out.WriteLine($"  no test makes these derive anything: {string.Join(", ", report.UncoveredRules)}");
        }
    }

    private static void PrintFailure(Terminal terminal, RuleTestResult result)
    {
        terminal.Out.WriteLine($"FAILED  {result.Name}  ({result.Place})");
        foreach (RuleTestFailure failure in result.Failures)
        {
            terminal.Out.WriteLine($"  {failure.Place}: {failure.Message}");
            foreach (string found in failure.Found)
            {
                terminal.Out.WriteLine($"    {found}");
            }
        }
    }

    private static void PrintJson(Terminal terminal, string path, RuleTestReport report)
    {
        foreach (RuleTestResult result in report.Results)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new
            {
                path,
                test = result.Name,
                place = result.Place.ToString(),
                passed = result.Passed,
                failures = result.Failures.Select(static f => new { place = f.Place.ToString(), message = f.Message, found = f.Found }),
            }));
        }

        terminal.Out.WriteLine(JsonSerializer.Serialize(new
        {
            path,
            passed = report.Passed,
            failed = report.Failed,
            covered = report.CoveredRules,
            uncovered = report.UncoveredRules,
        }));
    }
}

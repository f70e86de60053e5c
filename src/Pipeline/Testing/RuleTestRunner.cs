using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Runs the <c>test</c> items of a program, each on a fresh session, and counts which rules derived something.</summary>
public static class RuleTestRunner
{
    /// <param name="filter">Runs only tests whose name contains it; null runs all.</param>
    public static RuleTestReport Run(BoundProgram program, string? filter = null)
    {
        SortedSet<int> covered = [];
        List<RuleTestResult> results = [];
        foreach (BoundTest test in program.Tests)
        {
            if (filter is null || test.Name.Contains(filter, StringComparison.Ordinal))
            {
                results.Add(new RuleTestRun(program, test, covered).Run());
            }
        }

        return new RuleTestReport(
            [.. results],
            [.. covered.Select(i => program.Rules[i].Id).Order(StringComparer.Ordinal)],
            [.. program.Rules.Where(r => !covered.Contains(r.Index)).Select(static r => r.Id).Order(StringComparer.Ordinal)]);
    }
}

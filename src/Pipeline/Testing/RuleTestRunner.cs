using System.Collections.Immutable;
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
            Ids(program.Rules.Where(r => covered.Contains(r.Index))),
            Ids(program.Rules.Where(r => !covered.Contains(r.Index))));
    }

    /// <summary>Ids of the pack's own rules: a library's rules are covered by the library's tests.</summary>
    private static ImmutableArray<string> Ids(IEnumerable<BoundRule> rules) =>
        [.. rules.Where(static r => !r.Span.Source.Path.StartsWith(LibrarySource.PathPrefix, StringComparison.Ordinal)).Select(static r => r.Id).Order(StringComparer.Ordinal)];
}

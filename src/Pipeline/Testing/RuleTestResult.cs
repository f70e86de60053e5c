using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>How one <c>test "…"</c> went.</summary>
/// <param name="Name">The test's name.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Failures">Empty when it passed.</param>
public sealed record RuleTestResult(string Name, SourceSpan Place, ImmutableArray<RuleTestFailure> Failures)
{
    public bool Passed => Failures.IsEmpty;
}

/// <summary>An expectation that did not hold.</summary>
/// <param name="Place">The expectation.</param>
/// <param name="Message">What was expected.</param>
/// <param name="Found">What was there instead, one line each.</param>
public sealed record RuleTestFailure(SourceSpan Place, string Message, ImmutableArray<string> Found);

/// <summary>A run of all tests of a program.</summary>
/// <param name="Results">In the order of (path, place).</param>
/// <param name="CoveredRules">Ids of rules that derived something in some test, sorted.</param>
/// <param name="UncoveredRules">Ids of rules that never did, sorted.</param>
public sealed record RuleTestReport(ImmutableArray<RuleTestResult> Results, ImmutableArray<string> CoveredRules, ImmutableArray<string> UncoveredRules)
{
    public int Passed => Results.Count(static r => r.Passed);

    public int Failed => Results.Length - Passed;
}

using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Packs;

/// <summary>The pack's own tests pass.</summary>
internal static class TestStep
{
    public static StepFinding Check(GateSubject subject)
    {
        RuleTestReport report = RuleTestRunner.Run(subject.Program!);
        if (report.Failed > 0)
        {
            RuleTestResult[] failed = [.. report.Results.Where(static r => !r.Passed)];
            return new StepFinding(StepOutcome.Failed, $"{failed.Length} of {report.Results.Length} test(s) failed, the first: '{failed[0].Name}'", [], [.. failed.SelectMany(static f => f.Failures.SelectMany(x => Lines(f, x)))]);
        }

        return report.Results.IsEmpty
            ? new StepFinding(StepOutcome.Noted, "there is no test", [], [])
            : StepFinding.Passed($"{report.Results.Length} test(s) passed, {report.CoveredRules.Length} of {report.CoveredRules.Length + report.UncoveredRules.Length} rules covered");
    }

    private static IEnumerable<string> Lines(RuleTestResult test, RuleTestFailure failure) =>
        [$"{failure.Place}: '{test.Name}': {failure.Message}", .. failure.Found.Select(static line => $"  {line}")];
}

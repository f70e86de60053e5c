using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>A summary of non-decisions counts what the rules at its end lacked since they came into force, and says since when.</summary>
public sealed class SummaryAcrossSwitchTests
{
    [Fact]
    public void What_other_rules_decided_before_a_switch_is_not_counted_under_those_behind_it()
    {
        using TempFolder folder = new();
        using (SwitchedRun run = new(TestRules.BuyAboveHundred, new ListFeed(WalkingMarket.Events(400)), [new SwitchPlan(200, TestRules.BuyAboveHundred + "\nvolatile_note(1) :- quote(_, _, _, _, _, _).\n")], folder["journal"]))
        {
            run.Run();
        }

        DiagnosticBag diagnostics = new();
        WhyNotSummary whole = NonDecisionSummary.Of(folder["journal"], new SummaryRequest(), diagnostics)!;
        WhyNotSummary before = NonDecisionSummary.Of(folder["journal"], new SummaryRequest { To = new EventTime(whole.From.Nanoseconds - 1) }, diagnostics)!;

        Assert.Equal(whole.From, whole.RulesSince);
        Assert.True(before.From < whole.From, "the switch is at the start");
        Assert.Null(before.RulesSince);
        Assert.NotEqual(before.ProgramVersion, whole.ProgramVersion);
        Assert.Contains("other rules were in force before", Explanation.Of(whole).ToText(), StringComparison.Ordinal);
    }
}

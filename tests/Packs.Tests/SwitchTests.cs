using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>Rules change between two ticks, and nothing else does.</summary>
public sealed class SwitchTests
{
    private static string Above(string price) => TestRules.BuyAboveHundred.Replace("Bid > 100.0", $"Bid > {price}", StringComparison.Ordinal);

    [Fact]
    public void Rules_that_mean_the_same_are_in_force_already()
    {
        using SwitchedRun run = new(TestRules.BuyAboveHundred, new ListFeed(Runs.Cycles(1)), []);
        PackView same = run.Stage("// a comment\n" + TestRules.BuyAboveHundred.Replace("Venue", "Where", StringComparison.Ordinal));


        Assert.Equal(PackState.Active, same.State);
        Assert.Single(run.Keeper.Packs);
    }

    [Fact]
    public void A_decision_that_is_open_is_not_decided_again_by_other_rules()
    {
        using TempFolder folder = new();
        string journal = folder["journal"];
        using (SwitchedRun run = new(Above("100.0"), new ListFeed(Runs.Cycles(2)), [new(3, Above("99.9"))], journal))
        {
            run.Run();
            Assert.Equal(["buy", "exit.stop_long", "buy", "exit.stop_long"], run.Watcher.Decisions.Select(static d => d.Decision.RuleId));
            Assert.NotEqual(run.Watcher.Decisions[0].Proof.ProgramVersion, run.Watcher.Decisions[1].Proof.ProgramVersion);
        }

        Assert.Null(JournalReplay.Of(journal).FirstDifference);
    }

    [Fact]
    public void Going_back_is_one_step_and_brings_the_same_version_back()
    {
        using TempFolder folder = new();
        string journal = folder["journal"];
        using (SwitchedRun run = new(Above("100.0"), new ListFeed(Runs.Cycles(3)), [new(3, Above("1000.0")), new(7, null)], journal))
        {
            string before = run.Pipeline.ActiveVersion;
            run.Run();
            Assert.Equal(before, run.Pipeline.ActiveVersion);
            Assert.Equal(["buy", "exit.stop_long", "buy", "exit.stop_long"], run.Watcher.Decisions.Select(static d => d.Decision.RuleId));
        }

        Assert.Null(JournalReplay.Of(journal).FirstDifference);
    }

    [Fact]
    public void Parameters_are_set_without_compiling_and_make_another_version()
    {
        string rules = Above("least") + "\nparam least = 100.0 in [0.0, 5000.0].";
        using TempFolder folder = new();
        string journal = folder["journal"];
        using (SwitchedRun run = new(rules, new ListFeed(Runs.Cycles(3)), [new(4, null, new Dictionary<string, string> { ["least"] = "1000.0" }), new(8, null)], journal))
        {
            string before = run.Pipeline.ActiveVersion;
            run.Run();
            Assert.Equal(before, run.Pipeline.ActiveVersion);
            Assert.Equal(4, run.Watcher.Decisions.Count);
        }

        Assert.Null(JournalReplay.Of(journal).FirstDifference);
        Assert.Empty(JournalAudit.Of(journal).Faults);
    }
}

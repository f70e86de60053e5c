namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>A policy puts packs in force where nobody has to, once they have shadowed and do not differ too much.</summary>
public sealed class ApprovalTests
{
    private static string Above(string price) => TestRules.BuyAboveHundred.Replace("Bid > 100.0", $"Bid > {price}", StringComparison.Ordinal);

    [Fact]
    public void A_pack_that_passed_the_gate_comes_into_force_by_itself()
    {
        using SwitchedRun run = Run(SwitchedRun.Policy with { ApprovesByItself = true });

        PackView active = run.Keeper.Packs[^1];
        Assert.Equal((PackState.Active, Version("99.9")), (active.State, run.Pipeline.ActiveVersion));
    }

    [Fact]
    public void It_shadows_before_for_as_long_as_the_policy_says()
    {
        PackState[] states = new PackState[60];
        using SwitchedRun run = Run(SwitchedRun.Policy with { ApprovesByItself = true, ShadowFor = TimeSpan.FromSeconds(1) }, (tick, r) => states[tick] = r.Keeper.Packs[^1].State);

        Assert.Equal(PackState.Shadowing, states[12]);
        int active = Array.IndexOf(states, PackState.Active, 11);
        Assert.InRange(active, 10 + 11, 10 + 14); // ticks are 90 ms apart
    }

    [Fact]
    public void One_that_differs_too_much_in_its_shadow_waits_for_a_person_and_that_is_told()
    {
        using SwitchedRun run = Run(SwitchedRun.Policy with { ApprovesByItself = true, ShadowFor = TimeSpan.FromSeconds(2), MaxDifferences = 0, ReplayTransactions = 0 }, price: "1000.0");

        Assert.Equal(Version("100.0"), run.Pipeline.ActiveVersion);
        Assert.Equal(PackState.Shadowing, run.Keeper.Packs[^1].State);
        Assert.Contains("of its shadow differ, and at most 0 may", Assert.Single(run.Notices, static n => n.Code == "CSR7217").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_that_are_approved_at_once_the_second_was_compared_with_other_rules_and_waits()
    {
        using SwitchedRun run = Run(SwitchedRun.Policy with { ApprovesByItself = true }, static (tick, r) =>
        {
            if (tick == 10)
            {
                r.Stage(Above("99.8"));
            }
        });

        Assert.Equal(Version("99.9"), run.Pipeline.ActiveVersion);
        Assert.Contains("CSR7217", run.Notices.Select(static n => n.Code));
        Assert.Contains(run.Notices, static n => n.Message.Contains("stage it again", StringComparison.Ordinal));
    }

    private static string Version(string price) => TestRules.Bind(Above(price)).Version;

    /// <summary>Stages a change before the tenth tick.</summary>
    private static SwitchedRun Run(PackPolicy policy, Action<int, SwitchedRun>? onTick = null, string price = "99.9")
    {
        SwitchedRun run = new(Above("100.0"), new ListFeed(WalkingMarket.Events(60)), [], policy: policy);
        run.OnTick = tick =>
        {
            if (tick == 10)
            {
                run.Stage(Above(price));
            }

            onTick?.Invoke(tick, run);
            run.Keeper.Pump();
        };
        return run.Run();
    }
}

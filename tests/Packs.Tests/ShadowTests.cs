using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>A shadow decides beside the live rules, emits nothing, and tells exactly where they differ.</summary>
public sealed class ShadowTests
{
    private static string Above(string price) => $$"""
        Use decisions!

        #[id("buy"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- quote(Venue, Sym, Bid, _, _, _), Bid > {{price}}.
        """;

    /// <summary>A decision of a key keeps it quiet for so long.</summary>
    private static string Cooled(string price, string cooldown) => Above(price).Replace("Use decisions!", $"""
        Use market!
        Decl propose(Sym, Action, Size, Confidence) bound [/string, .Struct</kind: /name, /venue: /name>, /dec8, /float64].
        decide decision(Sym, Action, Size) from propose [key([Sym]), cooldown({cooldown}), classes([/entry])].
        """, StringComparison.Ordinal);

    [Fact]
    public void A_shadow_with_another_threshold_reports_exactly_the_decisions_that_differ_with_both_proofs()
    {
        const int Begin = 6;
        DecisionComparison? found = null;
        using TempFolder folder = new();
        MarketEvent[] market = WalkingMarket.Events(80);
        using (SwitchedRun run = new(Above("100.0"), new ListFeed(market), [], folder["journal"]))
        {
            found = Shadowed(run, Above("100.35"), Begin);
        }

        HashSet<string> live = Alone(Above("100.0"), null, folder["a"]), candidate = Alone(Above("100.0"), new SwitchPlan(Begin, Above("100.35")), folder["b"], folder["journal"]);
        Assert.Equal(live.Except(candidate).Order(StringComparer.Ordinal), found.Differences.Where(static d => d.Live is not null).Select(static d => $"{d.At} {d.Live}").Order(StringComparer.Ordinal));
        Assert.Equal(candidate.Except(live).Order(StringComparer.Ordinal), found.Differences.Where(static d => d.Candidate is not null).Select(static d => $"{d.At} {d.Candidate}").Order(StringComparer.Ordinal));
        Assert.NotEmpty(found.Differences);
        Assert.All(found.Differences, static d => Assert.True((d.Live is not null || d.LiveReasons.Length > 0) && (d.Candidate is not null || d.CandidateReasons.Length > 0)));
        Assert.All(found.Differences, static d => Assert.True((d.Live ?? d.Candidate)!.Graph.Nodes.Any()));
    }

    [Fact]
    public void A_shadow_that_means_the_same_for_these_facts_differs_in_nothing()
    {
        using SwitchedRun run = new(Above("100.0"), new ListFeed(WalkingMarket.Events(60)), []);

        DecisionComparison found = Shadowed(run, Above("100.0").Replace("Bid >", "Bid + 0.0 >", StringComparison.Ordinal), 4);

        Assert.Equal((0, 0, 0), (found.Added, found.Removed, found.Changed));
        Assert.True(found.Same > 2);
    }

    [Fact]
    public void The_gate_replays_the_recent_past_and_tells_what_would_have_been_decided()
    {
        using SwitchedRun run = new(Above("100.0"), new ListFeed(WalkingMarket.Events(60)), []);
        run.Run(50);

        PackView staged = run.Stage(Above("100.35"));

        Assert.Equal(PackState.Ready, staged.State);
        Assert.True(staged.Report!.Decisions.Removed > 0, staged.Report.Steps[^2].Summary);
        Assert.Equal("buy", Assert.Single(staged.Report.Rules!.RulesChanged));
    }

    [Fact]
    public void Reasons_of_differences_name_moments_as_clocks_do()
    {
        const long Day = 1_704_067_200_000_000_000; // 2024-01-01
        MarketEvent[] market = [.. WalkingMarket.Events(80).Select(static e => e.WithStamp(e.Stamp with { Time = new EventTime(Day + e.Time.Nanoseconds) }))];
        string slow = Cooled("100.0", "3s"), quick = Cooled("100.35", "100ms");
        List<string> reasons = [];
        foreach ((string live, string candidate) in new[] { (slow, quick), (quick, slow) })
        {
            using SwitchedRun run = new(live, new ListFeed(market), []);
            reasons.AddRange(Shadowed(run, candidate, 6).Differences.SelectMany(static d => d.LiveReasons.Concat(d.CandidateReasons)));
        }

        Assert.Contains(reasons, static r => r.Contains("cooling down until 2024-01-01T00:00:", StringComparison.Ordinal));
        Assert.Contains(reasons, static r => r.StartsWith("decided before, at 2024-01-01T00:00:", StringComparison.Ordinal));
        Assert.Contains(reasons, static r => r.Contains(", as told at 2024-01-01T00:00:", StringComparison.Ordinal));
        Assert.All(reasons, static r => Assert.DoesNotMatch("[0-9]{18}", r));
    }

    private static DecisionComparison Shadowed(SwitchedRun run, string candidate, int begin)
    {
        string version = "";
        run.OnTick = tick =>
        {
            if (tick == begin)
            {
                version = run.Stage(candidate).Version;
                run.Pipeline.ServeNow();
                run.Keeper.Shadow(version);
            }

            run.Keeper.Pump();
        };
        run.Run();
        run.Keeper.Pump();
        return run.Keeper.Packs.Single(p => p.Version == version).Shadow!;
    }

    /// <summary>What rules decide alone on what the journal of the shadowed run was given; with a switch, from there on.</summary>
    private static HashSet<string> Alone(string rules, SwitchPlan? plan, string journal, string? facts = null)
    {
        if (facts is null)
        {
            using SwitchedRun run = new(rules, new ListFeed(WalkingMarket.Events(80)), plan is null ? [] : [plan], journal);
            run.Run();
            return [.. run.Watcher.Decisions.Select(static d => $"{d.Decision.At} {d.Decision}")];
        }

        // The shadow sees the positions that the live rules led to, not its own: the same facts, told to both.
        return ReplayedFrom.Facts(facts, rules, plan!);
    }
}

using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>Every case of the catalogue, switched forth, back and forth again: what is decided and what holds are those of builds from scratch.</summary>
public sealed class ReloadCatalogueTests
{
    public static TheoryData<string> Names => [.. ReloadCatalogue.All.Keys];

    [Fact]
    public void The_catalogue_has_at_least_forty_cases() => Assert.True(ReloadCatalogue.All.Count >= 40, $"{ReloadCatalogue.All.Count}");

    [Fact]
    public void The_documents_list_every_case() =>
        Assert.Equal(ReloadCatalogue.All.Keys, File.ReadAllLines(Checkout.PathOf("docs", "reload-catalogue.md")).Where(static l => l.StartsWith("- ", StringComparison.Ordinal)).Select(static l => l[2..]));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_switch_equals_a_build_from_scratch(string name)
    {
        (string before, string after) = ReloadCatalogue.All[name];
        Compare(before, after, [new(5, after), new(13, null), new(21, after)]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_way_back_equals_a_build_from_scratch(string name)
    {
        (string before, string after) = ReloadCatalogue.All[name];
        Compare(after, before, [new(1, before), new(19, null)]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_switch_that_begins_with_the_state_of_others_equals_a_build_from_scratch(string name)
    {
        (string before, string after) = ReloadCatalogue.All[name];
        int continued = Compare(before, after, [new(7, after), new(11, null), new(20, after)], SwitchedRun.Policy with { KeepsSpare = true, ReplayTransactions = 3 });
        bool keepsPast = KeptPast.Of(TestRules.Bind(before)) is not null || KeptPast.Of(TestRules.Bind(after)) is not null;
        Assert.True(continued == 0 || !keepsPast);
    }

    [Fact]
    public void Most_changes_of_rules_without_a_past_begin_with_the_state_of_others()
    {
        (string Before, string After)[] timeless = [.. ReloadCatalogue.All.Values.Where(static c => KeptPast.Of(TestRules.Bind(c.Before)) is null && KeptPast.Of(TestRules.Bind(c.After)) is null)];
        int continued = timeless.Count(static c => StateShared.Of(TestRules.Bind(c.Before), TestRules.Bind(c.After)) is not null);
        Assert.True(continued * 2 > timeless.Length, $"{continued} of {timeless.Length}");
    }

    private static int Compare(string first, string second, SwitchPlan[] plan, PackPolicy? policy = null)
    {
        using TempFolder folder = new();
        BoundProgram[] programs = [TestRules.Bind(first), TestRules.Bind(second)];
        using SwitchedRun run = new(first, new ListFeed(WalkingMarket.Events(30)), plan, folder["journal"], policy: policy);
        run.Run();

        FromScratch expected = FromScratch.Follow(new JournalReader(folder["journal"]).ReadAll(), programs.DistinctBy(static p => p.Version).ToDictionary(static p => p.Version, StringComparer.Ordinal));
        Assert.Equal(expected.Decisions, run.Watcher.Decisions.Select(static d => $"{d.Decision.At} {d.Decision.RuleId} {d.Decision}"));
        Assert.Empty(expected.Twice);
        foreach (BoundPredicate predicate in programs.First(p => p.Version == run.Pipeline.ActiveVersion).Predicates)
        {
            Assert.Equal(expected.Session.FactsOf(predicate.Name), run.Pipeline.LiveSession.FactsOf(predicate.Name));
        }

        Assert.Null(JournalReplay.Of(folder["journal"]).FirstDifference);
        Assert.Empty(JournalAudit.Of(folder["journal"]).Faults);
        return run.Keeper.Continued;
    }
}

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

    private static void Compare(string first, string second, SwitchPlan[] plan)
    {
        using TempFolder folder = new();
        BoundProgram[] programs = [TestRules.Bind(first), TestRules.Bind(second)];
        using SwitchedRun run = new(first, new ListFeed(WalkingMarket.Events(30)), plan, folder["journal"]);
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
    }
}

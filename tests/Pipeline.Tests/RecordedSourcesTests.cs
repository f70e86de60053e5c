using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>What is recorded of a program is enough to bind it again, however its files were spread.</summary>
public sealed class RecordedSourcesTests
{
    private const string Pack = """
        Use decisions!

        #[id("buy"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :-
            quote(Venue, Sym, Bid, _, _, _), Bid > dear.
        """;

    [Fact]
    public void Files_that_stand_in_for_the_libraries_are_libraries_in_the_journal_too()
    {
        using TempFolder folder = new();
        foreach ((string name, string text) in RuleLibraries.All)
        {
            folder.Write($"rules/lib/{name}.rules", text);
        }

        folder.Write("rules/buy/buy.rules", Pack + "\nparam dear = 100.0 in [1.0, 200.0].\n");

        AssertBindsAgain(folder, folder["rules"]);
    }

    [Fact]
    public void A_file_with_nothing_but_parameters_is_recorded()
    {
        using TempFolder folder = new();
        folder.Write("rules/buy.rules", Pack);
        folder.Write("rules/settings.rules", "param dear = 100.0 in [1.0, 200.0].\n");

        AssertBindsAgain(folder, folder["rules"]);
    }

    private static void AssertBindsAgain(TempFolder folder, string rules)
    {
        LoadedRules loaded = LoadedRules.Load([rules], MarketCatalogue.Relations, strict: true, forRecord: true);
        Assert.True(loaded.Program is not null, string.Concat(loaded.Diagnostics.Select(static d => DiagnosticText.Format(d))));
        Runs.Run(loaded.Program!, new ListFeed(Runs.Cycles(2)), new Watcher(), folder["journal"]);
        DiagnosticBag diagnostics = new();

        RecordedState? state = new RecordedRun(folder["journal"]).StateAt(null, null, diagnostics);

        Assert.Empty(diagnostics.ToSorted().Select(static d => DiagnosticText.Format(d)));
        Assert.Equal(loaded.Program!.Version, state!.Program.Version);
    }
}

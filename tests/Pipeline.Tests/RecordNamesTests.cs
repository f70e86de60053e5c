namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>However a path to rules is typed, records say the same.</summary>
public sealed class RecordNamesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public RecordNamesTests()
    {
        _folder.Write("packs/one/one.rules", Rules.BuyAboveHundred);
        _folder.Write("packs/two/two.rules", Rules.BuyAboveHundred.Replace("\"buy\"", "\"again\"", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("packs/one/one.rules", "one/one.rules:4")]
    [InlineData("packs/one", "one/one.rules:4")]
    [InlineData("packs/../packs/./one//", "one/one.rules:4")]
    [InlineData("packs", "packs/one/one.rules:4")]
    public void A_rule_has_one_place(string typed, string place)
    {
        LoadedRules loaded = LoadedRules.Load([_folder[typed]], MarketCatalogue.Relations, strict: true, forRecord: true);

        Assert.Equal(place, loaded.Program!.Rules.First(static r => r.Id == "buy").Span.ToLocation());
    }

    [Fact]
    public void The_hash_of_a_journal_does_not_depend_on_how_the_rules_were_typed()
    {
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), _folder["packs"]);
        string?[] hashes = [.. new[] { [_folder["packs"]], [relative], new[] { relative + "/two", _folder["packs/one/one.rules"], _folder["packs/one"] } }.Select((paths, i) =>
        {
            LoadedRules loaded = LoadedRules.Load(paths, MarketCatalogue.Relations, strict: true, forRecord: true);
            return Runs.Run(loaded.Program!, new ListFeed(Runs.Cycles(2)), new Watcher(), _folder[$"journal{i}"]);
        })];

        Assert.Single(hashes.Distinct());
    }
}

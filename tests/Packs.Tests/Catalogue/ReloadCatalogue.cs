namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>The catalogue of reload edge cases: a file each, rules before and after. Each is switched forth and back and compared with builds from scratch (<see cref="ReloadCatalogueTests"/>).</summary>
internal static class ReloadCatalogue
{
    private const string Separator = "=== after\n";

    /// <summary>Name to the two versions.</summary>
    public static SortedDictionary<string, (string Before, string After)> All { get; } = Load();

    private static SortedDictionary<string, (string Before, string After)> Load()
    {
        SortedDictionary<string, (string, string)> cases = new(StringComparer.Ordinal);
        foreach (string file in Directory.GetFiles(Checkout.PathOf("tests", "Packs.Tests", "Catalogue", "cases"), "*.rules"))
        {
            string[] parts = File.ReadAllText(file).Split(Separator);
            cases.Add(Path.GetFileNameWithoutExtension(file), (parts[0], parts[1]));
        }

        return cases;
    }
}

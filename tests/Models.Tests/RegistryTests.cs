namespace CryptoScalp.Rules.Models.Tests;

public sealed class RegistryTests
{
    [Fact]
    public void A_promotion_is_recorded_and_taken_back_the_same_way()
    {
        using TempFolder folder = new();
        RegistryVersion a = new(new string('a', 64), "x/a"), b = new(new string('b', 64), "x/b");
        ModelRegistry registry = new ModelRegistry(folder.Path, []).With("/x", a).With("/x", b).With("/x", a);
        Assert.Equal(2, registry.Find("/x").Versions.Length);
        Assert.Null(registry.Find("/x").Active);
        registry.Promote("/x", a, "first", "none").Promote("/x", b, "better", "0.9 against 1.0").Promote("/x", a, "b was slow", "p99").Save();
        RegistryEntry read = ModelRegistry.Load(folder.Path).Find("/x");
        Assert.Equal(a, read.ActiveVersion);
        Assert.Equal([(null, a.Id), (a.Id, b.Id), (b.Id, a.Id)], read.Promotions.Select(static p => (p.From, p.To)));
        Assert.Equal("0.9 against 1.0", read.Promotions[1].Evidence);
    }

    [Fact]
    public void The_committed_registry_names_its_files_and_runs_a_version_of_each_ensemble()
    {
        foreach (RegistryEntry entry in Shipped.Registry.Entries)
        {
            EnsembleManifest manifest = ModelEnsemble.ReadManifest(Shipped.Registry.PathOf(entry.ActiveVersion!), entry.Active);
            Assert.Equal(entry.Name, manifest.Name);
            Assert.True(File.Exists(Path.Combine(Shipped.Registry.PathOf(entry.ActiveVersion!), "card.md")));
        }
    }
}

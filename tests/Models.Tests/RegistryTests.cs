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
        DateTimeOffset at = new(2026, 3, 1, 12, 30, 5, TimeSpan.Zero);
        registry.Promote("/x", a, "first", "none", at).Promote("/x", b, "better", "0.9 against 1.0", at).Promote("/x", a, "b was slow", "p99", at).Save();
        RegistryEntry read = ModelRegistry.Load(folder.Path).Find("/x");
        Assert.Equal(a, read.ActiveVersion);
        Assert.Equal([(null, a.Id), (a.Id, b.Id), (b.Id, a.Id)], read.Promotions.Select(static p => (p.From, p.To)));
        Assert.Equal("0.9 against 1.0", read.Promotions[1].Evidence);
        Assert.Equal("2026-03-01T12:30:05Z", read.Promotions[1].At);
    }

    /// <summary>Against a person who keeps a pile of what ran: taking back takes the top away.</summary>
    [Fact]
    public void Taking_back_goes_further_back_each_time_and_promoting_begins_anew()
    {
        using TempFolder folder = new();
        RegistryVersion[] versions = [.. "abcde".Select(static c => new RegistryVersion(new string(c, 64), $"x/{c}", $"judged {c}"))];
        Random random = new(5);
        for (int run = 0; run < 50; run++)
        {
            ModelRegistry registry = versions.Aggregate(new ModelRegistry(folder.Path, []), static (r, v) => r.With("/x", v));
            Stack<RegistryVersion> pile = [];
            for (int i = 0; i < 20; i++)
            {
                if (pile.Count > 1 && random.Next(2) == 0)
                {
                    pile.Pop();
                    registry = registry.TakeBack("/x", "no", DateTimeOffset.UnixEpoch);
                }
                else
                {
                    RegistryVersion next = versions.Where(v => pile.Count == 0 || v != pile.Peek()).ElementAt(random.Next(4));
                    pile.Push(next);
                    registry = registry.Promote("/x", next, "yes", "evidence", DateTimeOffset.UnixEpoch);
                }

                Assert.Equal(pile.Peek(), registry.Find("/x").ActiveVersion);
                Assert.Equal(pile.Skip(1).FirstOrDefault(), registry.Find("/x").Previous);
            }

            (registry with { LoadedAs = ModelRegistry.LoadOrEmpty(folder.Path).LoadedAs }).Save();
            RegistryEntry read = ModelRegistry.Load(folder.Path).Find("/x");
            Assert.Equal(registry.Find("/x").Promotions.AsEnumerable(), read.Promotions);
            Assert.Equal("judged a", read.Find("a")!.Evidence);
        }
    }

    [Fact]
    public void A_decision_of_somebody_else_meanwhile_is_not_lost()
    {
        using TempFolder folder = new();
        RegistryVersion a = new(new string('a', 64), "x/a");
        new ModelRegistry(folder.Path, []).With("/x", a).Save();
        ModelRegistry mine = ModelRegistry.Load(folder.Path), theirs = ModelRegistry.Load(folder.Path);
        theirs.Promote("/x", a, "quicker", "none", DateTimeOffset.UnixEpoch).Save();
        Assert.Contains("somebody else", Assert.Throws<IOException>(() => mine.Promote("/x", a, "slower", "none", DateTimeOffset.UnixEpoch).Save()).Message, StringComparison.Ordinal);
        Assert.Equal("quicker", Assert.Single(ModelRegistry.Load(folder.Path).Find("/x").Promotions).Reason);
    }

    [Fact]
    public void A_version_that_lies_elsewhere_is_refused_CSR6202()
    {
        using TempFolder folder = new();
        new ModelRegistry(folder.Path, []).With("/x", new RegistryVersion(new string('a', 64), "../a")).Save();
        Assert.Contains("../a", Assert.Throws<ModelException>(() => ModelRegistry.Load(folder.Path)).Message, StringComparison.Ordinal);
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

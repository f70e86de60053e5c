using System.Collections.Immutable;

namespace CryptoScalp.Rules.Models;

/// <summary><c>models/registry.json</c>: which versions there are, which runs, and who decided that. Immutable; a change gives a new one, and <see cref="Save"/> replaces the file at once.</summary>
/// <param name="Folder">Where the file lies, and the versions below it.</param>
/// <param name="Entries">In the order of their names.</param>
public sealed record ModelRegistry(string Folder, ImmutableArray<RegistryEntry> Entries)
{
    public const string FileName = "registry.json";

    /// <summary>The sha256 of the file that this was read from; null when there was none.</summary>
    internal string? LoadedAs { get; init; }

    /// <exception cref="ModelException">CSR6202.</exception>
    public static ModelRegistry Load(string folder) => RegistryReader.Read(folder);

    /// <summary>The same where there is a file; an empty one otherwise.</summary>
    /// <exception cref="ModelException">CSR6202.</exception>
    public static ModelRegistry LoadOrEmpty(string folder) => File.Exists(Path.Combine(folder, FileName)) ? Load(folder) : new ModelRegistry(folder, []);

    /// <exception cref="ModelException">CSR6203.</exception>
    public RegistryEntry Find(string name) => FindEntry(name)
        ?? throw new ModelException(ModelDiagnostics.UnknownModel, null, Path.Combine(Folder, FileName), $"ensemble '{name}'; it has {(Entries.IsEmpty ? "none" : string.Join(", ", Entries.Select(static e => e.Name)))}");

    /// <summary>Null when there is none of this name.</summary>
    public RegistryEntry? FindEntry(string name) => Entries.FirstOrDefault(e => e.Name == name);

    /// <summary>A version by the beginning of its sha256; the one that runs when none is named.</summary>
    /// <exception cref="ModelException">CSR6203.</exception>
    public RegistryVersion Find(string name, string? id)
    {
        RegistryEntry entry = Find(name);
        return (id is null ? entry.ActiveVersion : entry.Find(id))
            ?? throw new ModelException(ModelDiagnostics.UnknownModel, null, Path.Combine(Folder, FileName), id is null ? $"version of {name} that runs; promote one" : $"single version '{id}' of {name}; it has {string.Join(", ", entry.Versions.Select(static v => v.Id))}");
    }

    /// <summary>The folder of a version.</summary>
    public string PathOf(RegistryVersion version) => Path.Combine(Folder, version.Folder);

    /// <summary>With a version more; the same when it is there.</summary>
    public ModelRegistry With(string name, RegistryVersion version)
    {
        RegistryEntry entry = FindEntry(name) ?? new RegistryEntry(name, null, [], []);
        return entry.Versions.Any(v => v.Sha256 == version.Sha256) ? this : Replace(entry with { Versions = entry.Versions.Add(version) });
    }

    /// <summary>With another version running; the decision is kept.</summary>
    public ModelRegistry Promote(string name, RegistryVersion version, string reason, string evidence, DateTimeOffset at) =>
        Decide(name, version, new Promotion(Find(name).ActiveVersion?.Id, version.Id, reason, evidence, Iso(at)));

    /// <summary>With the version running that ran before the promotion that holds; that decision is kept too.</summary>
    /// <exception cref="ModelException">CSR6203: nothing ran before.</exception>
    public ModelRegistry TakeBack(string name, string reason, DateTimeOffset at)
    {
        RegistryEntry entry = Find(name);
        RegistryVersion before = entry.Previous
            ?? throw new ModelException(ModelDiagnostics.UnknownModel, null, Path.Combine(Folder, FileName), $"version of {name} that ran before {entry.ActiveVersion?.Id ?? "now"}; there is nothing to go back to");
        string evidence = $"what it was promoted on: {entry.Promotions.LastOrDefault(p => p.To == before.Id && !p.TakesBack)?.Evidence ?? "not known"}";
        return Decide(name, before, new Promotion(entry.ActiveVersion?.Id, before.Id, reason, evidence, Iso(at), TakesBack: true));
    }

    /// <exception cref="IOException">It cannot be written, or somebody else has changed the file since it was read.</exception>
    public void Save() => RegistryWriter.Write(this);

    private ModelRegistry Decide(string name, RegistryVersion version, Promotion decision)
    {
        RegistryEntry entry = Find(name);
        return Replace(entry with { Active = version.Sha256, Promotions = entry.Promotions.Add(decision) });
    }

    private ModelRegistry Replace(RegistryEntry entry) =>
        this with { Entries = [.. Entries.Where(e => e.Name != entry.Name).Append(entry).OrderBy(static e => e.Name, StringComparer.Ordinal)] };

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

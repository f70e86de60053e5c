using System.Collections.Immutable;
using System.Text.Json;

namespace CryptoScalp.Rules.Models;

/// <summary><c>models/registry.json</c>: which versions there are, which runs, and who decided that. Immutable; a change gives a new one, and <see cref="Save"/> replaces the file at once.</summary>
/// <param name="Folder">Where the file lies, and the versions below it.</param>
public sealed record ModelRegistry(string Folder, ImmutableArray<RegistryEntry> Entries)
{
    public const string FileName = "registry.json";

    private static readonly JsonWriterOptions _indented = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="ModelException">CSR6202.</exception>
    public static ModelRegistry Load(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return new ModelRegistry(folder, [.. document.RootElement.GetProperty("ensembles").EnumerateArray().Select(Entry)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ModelException(ModelDiagnostics.BadRegistry, e, path, e.Message);
        }
    }

    /// <exception cref="ModelException">CSR6203.</exception>
    public RegistryEntry Find(string name) => Entries.FirstOrDefault(e => e.Name == name)
        ?? throw new ModelException(ModelDiagnostics.UnknownModel, null, Path.Combine(Folder, FileName), $"ensemble '{name}'; it has {(Entries.IsEmpty ? "none" : string.Join(", ", Entries.Select(static e => e.Name)))}");

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
        RegistryEntry entry = Entries.FirstOrDefault(e => e.Name == name) ?? new RegistryEntry(name, null, [], []);
        return entry.Versions.Any(v => v.Sha256 == version.Sha256) ? this : Replace(entry with { Versions = entry.Versions.Add(version) });
    }

    /// <summary>With another version running; the decision is kept.</summary>
    public ModelRegistry Promote(string name, RegistryVersion version, string reason, string evidence)
    {
        RegistryEntry entry = Find(name);
        return Replace(entry with { Active = version.Sha256, Promotions = entry.Promotions.Add(new Promotion(entry.ActiveVersion?.Id, version.Id, reason, evidence)) });
    }

    /// <summary>Writes beside the file and renames: a reader sees the old or the new one.</summary>
    public void Save()
    {
        string path = Path.Combine(Folder, FileName), beside = path + ".tmp";
        using (FileStream file = File.Create(beside))
        using (Utf8JsonWriter json = new(file, _indented))
        {
            Write(json);
        }

        File.AppendAllText(beside, "\n");
        File.Move(beside, path, overwrite: true);
    }

    private ModelRegistry Replace(RegistryEntry entry) =>
        this with { Entries = [.. Entries.Where(e => e.Name != entry.Name).Append(entry).OrderBy(static e => e.Name, StringComparer.Ordinal)] };

    private static RegistryEntry Entry(JsonElement json)
    {
        RegistryEntry entry = new(
            json.GetProperty("name").GetString()!,
            json.GetProperty("active").GetString(),
            [.. json.GetProperty("versions").EnumerateArray().Select(static v => new RegistryVersion(Hash(v.GetProperty("sha256")), v.GetProperty("folder").GetString()!))],
            [.. json.GetProperty("promotions").EnumerateArray().Select(static p => new Promotion(
                p.GetProperty("from").GetString(), p.GetProperty("to").GetString()!, p.GetProperty("reason").GetString()!, p.GetProperty("evidence").GetString()!))]);
        return entry.Active is null || entry.Versions.Any(v => v.Sha256 == entry.Active)
            ? entry
            : throw new FormatException($"the version that runs of {entry.Name}, {entry.Active}, is not among its versions");
    }

    private static string Hash(JsonElement json) => json.GetString() is { Length: 64 } hash && hash.All(char.IsAsciiHexDigitLower)
        ? hash
        : throw new FormatException($"'{json}' is no sha256 in lower-case hexadecimal");

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("ensembles");
        foreach (RegistryEntry entry in Entries)
        {
            Write(json, entry);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RegistryEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("name", entry.Name);
        json.WriteString("active", entry.Active);
        json.WriteStartArray("versions");
        foreach (RegistryVersion version in entry.Versions)
        {
            json.WriteStartObject();
            json.WriteString("sha256", version.Sha256);
            json.WriteString("folder", version.Folder);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("promotions");
        foreach (Promotion promotion in entry.Promotions)
        {
            json.WriteStartObject();
            json.WriteString("from", promotion.From);
            json.WriteString("to", promotion.To);
            json.WriteString("reason", promotion.Reason);
            json.WriteString("evidence", promotion.Evidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

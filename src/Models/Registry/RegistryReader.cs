using System.Text.Json;

namespace CryptoScalp.Rules.Models;

/// <summary>Reads <c>registry.json</c>, and refuses what would point elsewhere than below its folder.</summary>
internal static class RegistryReader
{
    /// <exception cref="ModelException">CSR6202.</exception>
    public static ModelRegistry Read(string folder)
    {
        string path = Path.Combine(folder, ModelRegistry.FileName);
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            using JsonDocument document = JsonDocument.Parse(bytes);
            return new ModelRegistry(folder, [.. document.RootElement.GetProperty("ensembles").EnumerateArray().Select(Entry)]) { LoadedAs = ModelFile.HashOf(bytes) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ModelException(ModelDiagnostics.BadRegistry, e, path, e.Message);
        }
    }

    private static RegistryEntry Entry(JsonElement json)
    {
        RegistryEntry entry = new(
            Text(json, "name"),
            json.GetProperty("active").GetString(),
            [.. json.GetProperty("versions").EnumerateArray().Select(Version)],
            [.. json.GetProperty("promotions").EnumerateArray().Select(Promotion)]);
        return entry.Active is null || entry.Versions.Any(v => v.Sha256 == entry.Active)
            ? entry
            : throw new FormatException($"the version that runs of {entry.Name}, {entry.Active}, is not among its versions");
    }

    private static RegistryVersion Version(JsonElement json) => new(Hash(json.GetProperty("sha256")), Below(Text(json, "folder")), Perhaps(json, "evidence"));

    private static Promotion Promotion(JsonElement json) => new(
        json.GetProperty("from").GetString(), Text(json, "to"), Text(json, "reason"), Text(json, "evidence"),
        Perhaps(json, "at"), json.TryGetProperty("takesBack", out JsonElement takesBack) && takesBack.GetBoolean());

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");

    private static string? Perhaps(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;

    private static string Below(string folder) => Path.IsPathRooted(folder) || folder.Split('/', '\\').Contains("..")
        ? throw new FormatException($"the folder '{folder}' does not lie below the registry's")
        : folder;

    private static string Hash(JsonElement json) => json.GetString() is { Length: 64 } hash && hash.All(char.IsAsciiHexDigitLower)
        ? hash
        : throw new FormatException($"'{json}' is no sha256 in lower-case hexadecimal");
}

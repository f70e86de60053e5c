using System.Text.Json;

namespace CryptoScalp.Rules.Models;

/// <summary>Writes <c>registry.json</c> beside the old one and renames: a reader sees the old or the new one, never half of either.</summary>
internal static class RegistryWriter
{
    private static readonly JsonWriterOptions _indented = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="IOException">It cannot be written, or is another than the one that was read: then a decision of somebody else would be lost.</exception>
    public static void Write(ModelRegistry registry)
    {
        string path = Path.Combine(registry.Folder, ModelRegistry.FileName), beside = path + ".tmp";
        if ((File.Exists(path) ? ModelFile.HashOf(File.ReadAllBytes(path)) : null) != registry.LoadedAs)
        {
            throw new IOException($"{path} was changed by somebody else meanwhile; nothing was written: look at it ('scalp models list') and decide again");
        }

        using (FileStream file = File.Create(beside))
        {
            using (Utf8JsonWriter json = new(file, _indented))
            {
                Write(json, registry);
            }

            file.Write("\n"u8);
        }

        File.Move(beside, path, overwrite: true);
    }

    private static void Write(Utf8JsonWriter json, ModelRegistry registry)
    {
        json.WriteStartObject();
        json.WriteStartArray("ensembles");
        foreach (RegistryEntry entry in registry.Entries)
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
            Write(json, version);
        }

        json.WriteEndArray();
        json.WriteStartArray("promotions");
        foreach (Promotion promotion in entry.Promotions)
        {
            Write(json, promotion);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RegistryVersion version)
    {
        json.WriteStartObject();
        json.WriteString("sha256", version.Sha256);
        json.WriteString("folder", version.Folder);
        WriteKnown(json, "evidence", version.Evidence);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Promotion promotion)
    {
        json.WriteStartObject();
        json.WriteString("from", promotion.From);
        json.WriteString("to", promotion.To);
        json.WriteString("reason", promotion.Reason);
        json.WriteString("evidence", promotion.Evidence);
        WriteKnown(json, "at", promotion.At);
        if (promotion.TakesBack)
        {
            json.WriteBoolean("takesBack", true);
        }

        json.WriteEndObject();
    }

    private static void WriteKnown(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}

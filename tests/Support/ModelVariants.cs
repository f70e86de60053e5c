using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CryptoScalp.Rules.TestSupport;

/// <summary>Other versions of a trained ensemble, made without training: same files, another calibration, examples that fit it.</summary>
internal static class ModelVariants
{
    /// <summary>A copy whose calibration has another scale: 1 leaves the scores as they are, less makes them timid, more makes them boast.</summary>
    /// <param name="from">The folder of a version.</param>
    /// <param name="to">Made; receives the copy.</param>
    /// <param name="factor">By which the scale is multiplied.</param>
    /// <param name="summary">What the copy calls itself.</param>
    /// <param name="timeBoxMs">Its time box; a long one keeps a busy machine out of a test.</param>
    /// <returns>The sha256 of its manifest.</returns>
    public static string Recalibrated(string from, string to, double factor, string summary, int timeBoxMs = 5)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }

        string manifestPath = Path.Combine(to, "ensemble.json"), examplesPath = Path.Combine(to, "examples.json");
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(manifestPath))!, examples = JsonNode.Parse(File.ReadAllText(examplesPath))!;
        JsonNode calibration = manifest["calibration"]!;
        double scale = calibration["scale"]!.GetValue<double>();
        double[] shift = [.. calibration["shift"]!.AsArray().Select(static v => v!.GetValue<double>())];
        calibration["scale"] = scale * factor;
        manifest["summary"] = summary;
        manifest["timeBoxMs"] = timeBoxMs;
        JsonArray said = examples["ensemble"]!.AsArray();
        for (int i = 0; i < said.Count; i++)
        {
            double[] before = [.. said[i]!.AsArray().Select(static v => v!.GetValue<double>())];
            double[] odds = [.. before.Select((p, c) => Math.Exp((factor * (Math.Log(p) - shift[c])) + shift[c]))];
            said[i] = new JsonArray([.. odds.Select(o => (JsonNode)JsonValue.Create(o / odds.Sum()))]);
        }

        File.WriteAllText(examplesPath, examples.ToJsonString());
        manifest["examples"]!["sha256"] = HashOf(examplesPath);
        File.WriteAllText(manifestPath, manifest.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        return HashOf(manifestPath);
    }

    /// <summary>A registry with versions of one ensemble in folders below it; the first runs.</summary>
    public static void WriteRegistry(string folder, string name, params (string Sha256, string Folder)[] versions)
    {
        JsonArray known = [.. versions.Select(static v => new JsonObject { ["sha256"] = v.Sha256, ["folder"] = v.Folder })];
        JsonObject first = new() { ["from"] = null, ["to"] = versions[0].Sha256[..12], ["reason"] = "the first", ["evidence"] = "none" };
        JsonObject entry = new() { ["name"] = name, ["active"] = versions[0].Sha256, ["versions"] = known, ["promotions"] = new JsonArray(first) };
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "registry.json"), new JsonObject { ["ensembles"] = new JsonArray(entry) }.ToJsonString());
    }

    private static string HashOf(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))).ToLower(CultureInfo.InvariantCulture);
}

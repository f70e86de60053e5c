using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Models.Tests;

/// <summary>The committed models.</summary>
internal static class Shipped
{
    public static string Folder { get; } = Checkout.PathOf("models");

    public static ModelRegistry Registry => ModelRegistry.Load(Folder);

    public static ModelEnsemble Load(string name)
    {
        RegistryVersion version = Registry.Find(name, null);
        return ModelEnsemble.Load(Registry.PathOf(version), version.Sha256, new ModelOptions(), new DiagnosticBag());
    }

    /// <summary>A copy of the running version, to spoil.</summary>
    public static string Copy(string name, TempFolder to)
    {
        string from = Registry.PathOf(Registry.Find(name, null));
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, to[Path.GetFileName(file)]);
        }

        return to.Path;
    }

    /// <summary>Loads a folder that is not registered.</summary>
    public static ModelEnsemble LoadFolder(string folder) => ModelEnsemble.Load(folder, null, new ModelOptions(), new DiagnosticBag());

    /// <summary>Windows that look like nothing in particular.</summary>
    public static float[] Windows(EnsembleManifest manifest, int count, int seed)
    {
        float[] rows = new float[count * manifest.Window * manifest.Features.Length];
        uint state = (uint)seed * 2654435761u;
        for (int i = 0; i < rows.Length; i++)
        {
            state = (state * 1664525u) + 1013904223u;
            var edges = manifest.Reference.Features[i % manifest.Features.Length];
            rows[i] = (float)(edges[1] + ((edges[9] - edges[1]) * (state >> 8) / 16777216.0));
        }

        return rows;
    }
}

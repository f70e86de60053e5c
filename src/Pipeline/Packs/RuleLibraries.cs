using System.Reflection;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The libraries that <c>Use name!</c> brings in: the files of <c>rules/lib</c>, embedded.</summary>
public static class RuleLibraries
{
    /// <summary>Library name (file name without extension) to its text.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Load();

    private static SortedDictionary<string, string> Load()
    {
        SortedDictionary<string, string> libraries = new(StringComparer.Ordinal);
        Assembly assembly = typeof(RuleLibraries).Assembly;
        foreach (string resource in assembly.GetManifestResourceNames().Where(static n => n.StartsWith("lib/", StringComparison.Ordinal)))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!);
            libraries[Path.GetFileNameWithoutExtension(resource)] = reader.ReadToEnd();
        }

        return libraries;
    }
}

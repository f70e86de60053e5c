namespace CryptoScalp.Rules.TestSupport;

/// <summary>Finds the folder of reference data that may lie beside the checkout; it is not part of the repository. Compiled into every test project.</summary>
internal static class TestData
{
    /// <summary>The folder that holds <c>data/README.md</c>, or null. The environment variable SCALP_SHARED wins.</summary>
    public static string? Shared { get; } = Find();

    /// <summary>A file of the reference data, by its path below <c>data</c>.</summary>
    public static string File(string path) => Path.Combine(Shared!, "data", path);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("SCALP_SHARED") is { Length: > 0 } named)
        {
            return Holds(named) ? named : null;
        }

        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "shared");
            if (Holds(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool Holds(string folder) => System.IO.File.Exists(Path.Combine(folder, "data", "README.md"));
}

namespace CryptoScalp.Rules.MarketData.Tests;

/// <summary>Finds the folder of reference data that may lie beside the checkout; tests that need it skip visibly where it is absent.</summary>
internal static class TestData
{
    /// <summary>Path of the folder that holds <c>data/README.md</c>, or null. <c>SCALP_SHARED</c> overrides the search.</summary>
    public static string? Shared { get; } = Find();

    /// <summary>A file of the reference data, by its path below <c>data</c>.</summary>
    public static string File(string path) => Path.Combine(Shared!, "data", path);

    private static string? Find()
    {
        string? named = Environment.GetEnvironmentVariable("SCALP_SHARED");
        if (named is not null)
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

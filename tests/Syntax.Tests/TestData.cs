namespace CryptoScalp.Rules.Syntax.Tests;

/// <summary>Finds the folder of shared reference data, which a clean clone does not have.</summary>
internal static class TestData
{
    /// <summary>The folder that <c>SCALP_SHARED</c> names, or a folder <c>shared</c> beside or above the checkout; null when there is none.</summary>
    public static string? Shared { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("SCALP_SHARED") is { Length: > 0 } named)
        {
            return named;
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared");
            if (File.Exists(Path.Combine(candidate, "data", "README.md")))
            {
                return candidate;
            }
        }

        return null;
    }
}

/// <summary>A test that needs the shared data, and is shown as skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (TestData.Shared is null)
        {
            Skip = "the shared reference data is not here; set SCALP_SHARED to its folder";
        }
    }
}

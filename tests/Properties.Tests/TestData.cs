namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Finds the folder of data that some machines have beside the checkout.</summary>
internal static class TestData
{
    /// <summary>The folder, or null where there is none.</summary>
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

/// <summary>A test that needs <see cref="TestData.Shared"/>; without it the test is reported as skipped.</summary>
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (TestData.Shared is null)
        {
            Skip = "the shared data folder is not here; set SCALP_SHARED to it";
        }
    }
}

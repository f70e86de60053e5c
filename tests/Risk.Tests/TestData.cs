namespace CryptoScalp.Rules.Risk.Tests;

/// <summary>Finds the folder of recorded market data and exchange files that may lie beside the checkout; it is not part of the repository.</summary>
internal static class TestData
{
    /// <summary>The folder that holds <c>data/README.md</c>, or null. The environment variable SCALP_SHARED wins.</summary>
    public static string? Shared { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("SCALP_SHARED") is { Length: > 0 } named)
        {
            return IsShared(named) ? named : null;
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared");
            if (IsShared(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool IsShared(string folder) => File.Exists(Path.Combine(folder, "data", "README.md"));
}

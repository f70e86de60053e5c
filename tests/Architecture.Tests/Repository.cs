namespace CryptoScalp.Rules.Architecture.Tests;

/// <summary>Where the checkout is.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>C# sources below a folder, without build output, sorted.</summary>
    public static IEnumerable<string> Sources(string folder) => Files(folder, "*.cs");

    /// <summary>Files below a folder by pattern, without build output, sorted.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(static f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "CryptoScalp.Rules.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("the tests must run inside a checkout");
    }
}

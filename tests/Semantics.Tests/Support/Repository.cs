namespace CryptoScalp.Rules.Semantics.Tests;

/// <summary>Finds the folders of the repository that tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Corpus => Path.Combine(Root, "tests", "Corpus");

    public static string DiagnosticPages => Path.Combine(Root, "docs", "diagnostics");

    private static string Find()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "CryptoScalp.Rules.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException("the tests do not run inside the repository");
    }
}

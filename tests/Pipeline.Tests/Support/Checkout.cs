namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>Where the checkout is.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>The shipped packs: every folder of <c>rules</c> but the libraries, by name.</summary>
    public static IReadOnlyList<string> Packs { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "rules")).Select(static d => Path.GetFileName(d)!).Where(static n => n != "lib").Order(StringComparer.Ordinal)];

    public static string PathOf(string pack) => Path.Combine(Root, "rules", pack);

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

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>Where the checkout is.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

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

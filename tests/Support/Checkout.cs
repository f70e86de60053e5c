namespace CryptoScalp.Rules.TestSupport;

/// <summary>Where the checkout is. Compiled into every test project.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the root.</summary>
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

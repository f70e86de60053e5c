namespace CryptoScalp.Rules.Cli;

/// <summary>Where the shipped packs are: the <c>rules</c> folder of the checkout that the command was built from.</summary>
internal static class ShippedRules
{
    public static string PathOf(string pack)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "rules", pack);
            if (Directory.Exists(candidate))
            {
                return Path.GetRelativePath(Directory.GetCurrentDirectory(), candidate);
            }
        }

        throw new IOException($"the shipped rule pack '{pack}' was not found above {AppContext.BaseDirectory}; run 'scalp' from a checkout");
    }
}

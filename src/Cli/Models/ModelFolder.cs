using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Cli;

/// <summary>Where the models are: <c>--models DIR</c>, or the <c>models</c> folder of the checkout that the command was built from.</summary>
internal static class ModelFolder
{
    public static string Find(string? named)
    {
        if (named is not null)
        {
            return named;
        }

        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "models");
            if (File.Exists(Path.Combine(candidate, ModelRegistry.FileName)))
            {
                return Path.GetRelativePath(Directory.GetCurrentDirectory(), candidate);
            }
        }

        return "models";
    }

    /// <summary>A name as people write it: with or without the slash.</summary>
    public static string Name(string text) => text.StartsWith('/') ? text : "/" + text;
}

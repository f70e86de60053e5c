using CryptoScalp.Rules.Host;
using CryptoScalp.Rules.Packs;

namespace CryptoScalp.Rules.Cli;

/// <summary>What <c>scalp serve</c> asks for beyond a run.</summary>
/// <param name="Host">Where it answers.</param>
internal sealed record ServeOptions(HostOptions Host)
{
    /// <summary>The folder whose saves are staged; null for none.</summary>
    public string? Watch { get; init; }

    /// <summary>What packs have to pass, who approves them, and when they are rolled back by themselves.</summary>
    public PackPolicy Policy { get; init; } = new();

    /// <summary>True to begin with the rules given, whatever rules the journal ended with.</summary>
    public bool BeginsWithGiven { get; init; }

    /// <summary>The paths that are one pack with the watched folder: all that were given when it is one of them, or below or above one; else it alone.</summary>
    public string[] WatchedPaths(string[] rules) => Watch is { } folder && rules.Any(r => IsWithin(folder, r) || IsWithin(r, folder)) ? rules : [Watch!];

    private static bool IsWithin(string path, string folder)
    {
        string relative = Path.GetRelativePath(folder, path);
        return relative == "." || !(relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative));
    }
}

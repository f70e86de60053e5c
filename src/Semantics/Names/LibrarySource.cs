using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Tells which library a source is: the one that <c>Use name!</c> brings in, or a file <c>lib/name.rules</c> that stands in for it.</summary>
public static class LibrarySource
{
    /// <summary>What the path of a library's own source starts with; a file of the user's never does.</summary>
    public const string PathPrefix = "library:";

    private const string Folder = "/lib/", Extension = ".rules";

    /// <summary>The library's name; null when the source is none.</summary>
    public static string? NameOf(SourceText source)
    {
        if (source.Path.StartsWith(PathPrefix, StringComparison.Ordinal))
        {
            return source.Path[PathPrefix.Length..];
        }

        string path = $"/{source.Path.Replace('\\', '/')}";
        int folder = path.LastIndexOf('/') - Folder.Length + 1;
        return folder >= 0 && path.EndsWith(Extension, StringComparison.Ordinal) && path.AsSpan(folder).StartsWith(Folder)
            ? path[(folder + Folder.Length)..^Extension.Length] : null;
    }
}

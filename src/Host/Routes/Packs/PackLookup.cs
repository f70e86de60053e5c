using System.Collections.Immutable;
using CryptoScalp.Rules.Packs;

namespace CryptoScalp.Rules.Host;

/// <summary>Finds a pack by the beginning of its version.</summary>
internal static class PackLookup
{
    /// <exception cref="PackException">None, or several, have such a version.</exception>
    public static PackView Find(ImmutableArray<PackView> packs, string version)
    {
        PackView[] found = [.. packs.Where(p => p.Version.Length > 0 && p.Version.StartsWith(version, StringComparison.Ordinal))];
        string[] versions = [.. found.Select(static p => p.Version).Distinct(StringComparer.Ordinal)];
        return versions.Length switch
        {
            1 => found[^1],
            0 => throw new PackException(PackDiagnostics.NoSuchVersion, HostCall.Short(version), Listed(packs.Select(static p => p.Version))),
            _ => throw new PackException(PackDiagnostics.AmbiguousVersion, HostCall.Short(version), Listed(versions)),
        };
    }

    private static string Listed(IEnumerable<string> versions) =>
        string.Join(", ", versions.Where(static v => v.Length > 0).Select(PackKeeper.Short).Distinct(StringComparer.Ordinal));
}

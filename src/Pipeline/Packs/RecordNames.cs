namespace CryptoScalp.Rules.Pipeline;

/// <summary>What records call rule files, so that a journal's hash does not depend on how their paths were typed, nor on where they lie.</summary>
internal static class RecordNames
{
    /// <summary>Names from the last folder that all files share, that folder's own name included: <c>rules/arbitrage/arbitrage.rules</c>.</summary>
    public static Func<string, string> Of(IEnumerable<string> files)
    {
        string[][] all = [.. files.Select(Parts)];
        int shared = all.Length == 0 ? 0 : all.Min(static p => p.Length) - 1;
        while (shared > 0 && all.Any(p => !p.AsSpan(0, shared).SequenceEqual(all[0].AsSpan(0, shared))))
        {
            shared--;
        }

        int skipped = Math.Max(0, shared - 1);
        return path => string.Join('/', Parts(path)[skipped..]);
    }

    private static string[] Parts(string path) => Path.GetFullPath(path).Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
}

using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Finds and parses the rule files behind paths that a user named: files as they are, folders with every <c>.rules</c> file below them.</summary>
public static class RuleSources
{
    /// <summary>Trees sorted by path (ordinal), each file once. Unreadable or empty paths are reported and left out.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="forRecord">Gives each file the name that records use: see <see cref="RecordNames"/>.</param>
    public static IReadOnlyList<SyntaxTree> Parse(IEnumerable<string> paths, DiagnosticBag diagnostics, bool forRecord = false)
    {
        SortedSet<string> files = Find(paths, folder => diagnostics.Add(Diagnostic.Create(PipelineDiagnostics.NoRules, null, folder)));
        Func<string, string> nameOf = forRecord ? RecordNames.Of(files) : static path => path;
        return [.. (forRecord ? files.DistinctBy(Path.GetFullPath) : files).Select(f => TryRead(f, diagnostics)).OfType<SourceText>()
            .Select(s => SyntaxTree.Parse(new SourceText(s.Path, s.Text) { Name = nameOf(s.Path) }))];
    }

    /// <summary>The text of a file, or null with a diagnostic when it cannot be read or is not UTF-8.</summary>
    public static SourceText? TryRead(string path, DiagnosticBag diagnostics)
    {
        try
        {
            return new SourceText(path, _strictUtf8.GetString(Content(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            string reason = e switch
            {
                _ when Directory.Exists(path) => "it is a folder",
                FileNotFoundException or DirectoryNotFoundException => "there is no such file",
                System.Text.DecoderFallbackException => "it is not UTF-8 text",
                _ => e.Message,
            };
            diagnostics.Add(Diagnostic.Create(PipelineDiagnostics.FileUnreadable, null, path, reason));
            return null;
        }
    }

    private static readonly System.Text.UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static ReadOnlySpan<byte> Content(string path)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        return bytes.StartsWith(mark) ? bytes[mark.Length..] : bytes;
    }

    /// <summary>The files that <see cref="Parse"/> reads, sorted by path (ordinal); nothing is opened. What begins with a dot is an editor's own.</summary>
    /// <exception cref="IOException">A folder cannot be listed.</exception>
    public static IReadOnlyCollection<string> Files(IEnumerable<string> paths) => Find(paths, static _ => { });

    private static SortedSet<string> Find(IEnumerable<string> paths, Action<string> isEmpty)
    {
        SortedSet<string> files = new(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            if (!Directory.Exists(path))
            {
                files.Add(path);
                continue;
            }

            string[] found = [.. Directory.GetFiles(path, "*.rules", SearchOption.AllDirectories).Where(static f => !Path.GetFileName(f).StartsWith('.'))];
            if (found.Length == 0)
            {
                isEmpty(path);
            }

            files.UnionWith(found.Select(static f => f.Replace('\\', '/')));
        }

        return files;
    }
}

namespace CryptoScalp.Rules.Journal.Tests;

/// <summary>A directory that is removed with its test.</summary>
internal sealed class TempDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("scalp-journal-").FullName;

    public string Segment(int number) => System.IO.Path.Combine(Path, $"journal-{number:D6}.log");

    /// <summary>Segment names and their bytes.</summary>
    public SortedDictionary<string, byte[]> Snapshot() =>
        new(Directory.GetFiles(Path, "*.log").ToDictionary(static p => System.IO.Path.GetFileName(p), File.ReadAllBytes), StringComparer.Ordinal);

    public void Restore(SortedDictionary<string, byte[]> files)
    {
        foreach (string path in Directory.GetFiles(Path))
        {
            File.Delete(path);
        }

        foreach ((string name, byte[] bytes) in files)
        {
            File.WriteAllBytes(System.IO.Path.Combine(Path, name), bytes);
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

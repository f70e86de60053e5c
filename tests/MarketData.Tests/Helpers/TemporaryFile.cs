using System.IO.Compression;
using System.Text;

namespace CryptoScalp.Rules.MarketData.Tests;

/// <summary>A file that lives as long as a test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private TemporaryFile(byte[] content, string extension)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + extension);
        File.WriteAllBytes(Path, content);
    }

    public string Path { get; }

    public static TemporaryFile Of(params string[] lines) => new(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"), ".jsonl");

    public static TemporaryFile OfBytes(byte[] content) => new(content, ".jsonl");

    public static TemporaryFile OfCsv(params string[] lines) => new(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"), ".csv");

    public static byte[] Zip(string text)
    {
        using MemoryStream zipped = new();
        using (GZipStream stream = new(zipped, CompressionLevel.Fastest))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return zipped.ToArray();
    }

    public void Dispose() => File.Delete(Path);
}

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>The checksums of a recording's lines, as <see cref="SourcePosition.Checksum"/> has them: what proofs can be held against.</summary>
public static class RecordingLines
{
    /// <summary>Every line of a file, plain or gzip, by its 1-based number; a line that is too long to be a frame is left out.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<(long Line, uint Checksum)> Checksums(string path)
    {
        using LineReader lines = new(path, new FeedStatistics());
        while (TryNext(lines, out uint checksum))
        {
            yield return (lines.LineNumber, checksum);
        }
    }

    private static bool TryNext(LineReader lines, out uint checksum)
    {
        bool read = lines.TryRead(out ReadOnlySpan<byte> line);
        checksum = read ? Crc32C.Of(line) : 0;
        return read;
    }
}

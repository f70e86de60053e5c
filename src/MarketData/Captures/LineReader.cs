using System.IO.Compression;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Splits a file, plain or gzip (told by its first bytes, not by its name), into lines without allocating per line.</summary>
/// <remarks>A line over <see cref="MaxLineBytes"/> is skipped and counted; a damaged or cut-off gzip ends the input and is counted.</remarks>
internal sealed class LineReader : IDisposable
{
    public const int MaxLineBytes = 16 * 1024 * 1024;

    private readonly Stream _stream;
    private readonly FeedStatistics _statistics;
    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;
    private bool _exhausted;

    public LineReader(string path, FeedStatistics statistics)
    {
        _statistics = statistics;
        _stream = Open(path);
    }

    /// <summary>1-based number of the line last returned.</summary>
    public long LineNumber { get; private set; }

    /// <summary>The next line without its end; valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        int searched = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = Take(searched + length, consumed: searched + length + 1);
                return true;
            }

            searched = _end - _start;
            if (searched > MaxLineBytes)
            {
                SkipOverlongLine();
                searched = 0;
            }
            else if (!Fill())
            {
                line = Take(_end - _start, consumed: _end - _start);
                return line.Length > 0;
            }
        }
    }

    public void Dispose() => _stream.Dispose();

    private static Stream Open(string path)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 64 * 1024, FileOptions.SequentialScan);
        Span<byte> magic = stackalloc byte[2];
        bool zipped = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1f, 0x8b];
        file.Position = 0;
        return zipped ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private ReadOnlySpan<byte> Take(int length, int consumed)
    {
        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, length);
        _start += consumed;
        if (consumed > 0)
        {
            LineNumber++;
            _statistics.Lines++;
        }

        return line is [.., (byte)'\r'] ? line[..^1] : line;
    }

    /// <summary>Drops bytes up to and including the next line end, holding only one buffer of them.</summary>
    private void SkipOverlongLine()
    {
        LineNumber++;
        _statistics.Lines++;
        _statistics.Count(FeedFault.OverlongLine, LineNumber, _buffer.AsSpan(_start, _end - _start));
        while (true)
        {
            int length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                _start += length + 1;
                return;
            }

            _start = _end = 0;
            if (!Fill())
            {
                return;
            }
        }
    }

    private bool Fill()
    {
        if (_exhausted)
        {
            return false;
        }

        MakeRoom();
        int read = ReadSome();
        _end += read;
        _statistics.Bytes += read;
        _exhausted = read == 0;
        return read > 0;
    }

    private int ReadSome()
    {
        try
        {
            return _stream.Read(_buffer, _end, _buffer.Length - _end);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            _statistics.Count(FeedFault.TruncatedInput, LineNumber, e.Message);
            return 0;
        }
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}

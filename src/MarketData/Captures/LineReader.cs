namespace CryptoScalp.Rules.MarketData;

/// <summary>Splits a file, plain or gzip (told by its first bytes, not by its name), into lines without allocating per line.</summary>
/// <remarks>A line over <see cref="MaxLineBytes"/> is skipped and counted; a damaged or cut-off gzip ends the input and is counted.</remarks>
internal sealed class LineReader : IDisposable
{
    /// <summary>The bound on a line; the largest frames in practice, full snapshots, are below 1 MB.</summary>
    public const int MaxLineBytes = 16 * 1024 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly FileStream _file;
    private readonly Stream _stream;
    private readonly bool _isZipped;
    private readonly FeedStatistics _statistics;
    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;
    private bool _exhausted;

    public LineReader(string path, FeedStatistics statistics)
    {
        _statistics = statistics;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 64 * 1024, FileOptions.SequentialScan);
        _isZipped = IsZipped(_file);
        _stream = _isZipped ? GzipInput.Open(_file) : _file;
    }

    /// <summary>1-based number of the line last returned.</summary>
    public long LineNumber { get; private set; }

    /// <summary>The next line without its end; valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        int searched = 0;
        while (true)
        {
            int found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            int length = found < 0 ? _end - _start : searched + found;
            if (length > MaxLineBytes)
            {
                SkipOverlongLine();
                searched = 0;
            }
            else if (found >= 0)
            {
                line = Take(length, consumed: length + 1);
                return true;
            }
            else if (Fill())
            {
                searched = length;
            }
            else
            {
                // The end mark of gzip is gone by now, so measure again.
                line = Take(_end - _start, consumed: _end - _start);
                return line.Length > 0;
            }
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _file.Dispose();
    }

    private static bool IsZipped(FileStream file)
    {
        Span<byte> magic = stackalloc byte[2];
        bool zipped = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1f, 0x8b];
        file.Position = 0;
        return zipped;
    }

    private ReadOnlySpan<byte> Take(int length, int consumed)
    {
        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, length);
        _start += consumed;
        if (consumed > 0)
        {
            CountLine();
        }

        if (LineNumber == 1 && line.StartsWith(ByteOrderMark))
        {
            line = line[ByteOrderMark.Length..];
        }

        return line is [.., (byte)'\r'] ? line[..^1] : line;
    }

    private void CountLine()
    {
        LineNumber++;
        _statistics.Lines++;
    }

    /// <summary>Drops bytes up to and including the next line end, holding only one buffer of them.</summary>
    private void SkipOverlongLine()
    {
        CountLine();
        _statistics.Count(FeedFault.OverlongLine, LineNumber, _buffer.AsSpan(_start, _end - _start));
        while (true)
        {
            int found = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (found >= 0)
            {
                _start += found + 1;
                return;
            }

            // What could be the start of the end mark must stay.
            _start = Math.Max(_start, _end - GzipInput.EndMark.Length);
            if (!Fill())
            {
                _start = _end;
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
        if (read == 0)
        {
            _exhausted = true;
            CheckEnd();
        }

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
            // Reported by CheckEnd for gzip, whose end mark is then missing.
            if (!_isZipped)
            {
                _statistics.Count(FeedFault.TruncatedInput, LineNumber, e.Message);
            }

            return 0;
        }
    }

    private void CheckEnd()
    {
        if (!_isZipped)
        {
            return;
        }

        if (_buffer.AsSpan(_start, _end - _start).EndsWith(GzipInput.EndMark))
        {
            _end -= GzipInput.EndMark.Length;
            _statistics.Bytes -= GzipInput.EndMark.Length;
            return;
        }

        // What is left is a line cut in two.
        _statistics.Count(FeedFault.TruncatedInput, LineNumber + 1, "the gzip ends in the middle of its data");
        _start = _end;
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

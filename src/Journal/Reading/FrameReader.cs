using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Journal;

/// <summary>Reads the frames of one segment. Where reading stops it knows why: the end, an unfinished frame, or a fault.</summary>
internal sealed class FrameReader : IDisposable
{
    private const int BufferBytes = 128 * 1024;

    private readonly string _directory;
    private readonly int _number;
    private readonly FileStream _stream;
    private readonly byte[] _header = new byte[FrameHeader.Size];

    private FrameReader(string directory, int number, FileStream stream)
    {
        _directory = directory;
        _number = number;
        _stream = stream;
    }

    public string Segment => SegmentFiles.NameOf(_number);

    /// <summary>Where the last frame read began, or where reading stopped.</summary>
    public long FrameStart { get; private set; }

    /// <summary>Bytes of an unfinished frame at <see cref="FrameStart"/>.</summary>
    public long TornBytes { get; private set; }

    /// <summary>The header of the last frame read.</summary>
    public ReadOnlySpan<byte> Header => _header;

    public static FrameReader Open(string directory, int number)
    {
        try
        {
            FileStream stream = new(SegmentFiles.PathOf(directory, number), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, BufferBytes, FileOptions.SequentialScan);
            return new FrameReader(directory, number, stream);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CannotRead(directory, fault);
        }
    }

    /// <summary>Goes on at a record that was read before.</summary>
    public void SkipTo(long offset) => _stream.Position = FrameStart = offset;

    /// <summary>False with a fault when the header is wrong, false without one when it is unfinished.</summary>
    public bool TryReadSegmentHeader(long recordsBefore, ReadOnlySpan<byte> chain, out string? fault)
    {
        fault = null;
        if (!TryFill(_header))
        {
            return false;
        }

        fault = SegmentHeader.FindFault(_header, _number, recordsBefore, chain);
        if (fault is not null && IsZeroToTheEnd())
        {
            fault = null;
            return false;
        }

        return fault is null;
    }

    /// <summary>False with a fault when the frame is damaged; false without one at the end or at an unfinished frame.</summary>
    public bool TryReadFrame(ReadOnlySpan<byte> chain, out FrameHeader header, out byte[] payload, out string? fault)
    {
        payload = [];
        header = default;
        fault = null;
        FrameStart = _stream.Position;
        if (!TryFill(_header))
        {
            return false;
        }

        if (!FrameHeader.TryRead(_header, out header))
        {
            fault = IsZeroToTheEnd() ? null : "the record's header does not match its checksum";
            return false;
        }

        if (header.Length is < 0 or > JournalOptions.MaxPayloadBytes)
        {
            fault = $"the record claims {header.Length} bytes, more than a record may have";
            return false;
        }

        payload = new byte[header.Length];
        if (!TryFill(payload))
        {
            TornBytes += FrameHeader.Size;
            return false;
        }

        fault = FaultOf(header, payload, chain);
        return fault is null;
    }

    public void Dispose() => _stream.Dispose();

    private string? FaultOf(FrameHeader header, byte[] payload, ReadOnlySpan<byte> chain)
    {
        if (Crc32C.Of(payload) != header.PayloadCrc)
        {
            return "the record's payload does not match its checksum";
        }

        return FrameHeader.PreviousChain(_header).SequenceEqual(chain) ? null : "the record does not follow the one before it (the chain of hashes breaks)";
    }

    private bool TryFill(Span<byte> target)
    {
        int read = Read(target);
        TornBytes = read < target.Length ? read : 0;
        return read == target.Length;
    }

    /// <summary>Fills the target, or as much of it as there is.</summary>
    private int Read(Span<byte> target)
    {
        try
        {
            return _stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CannotRead(_directory, fault);
        }
    }

    /// <summary>A file system may lengthen a file before its data arrives: zeros up to the end are an unfinished record, not damage.</summary>
    private bool IsZeroToTheEnd()
    {
        long start = FrameStart;
        if (_header.AsSpan().ContainsAnyExcept((byte)0))
        {
            return false;
        }

        byte[] rest = new byte[BufferBytes];
        int read;
        while ((read = Read(rest)) > 0)
        {
            if (rest.AsSpan(0, read).ContainsAnyExcept((byte)0))
            {
                return false;
            }
        }

        TornBytes = _stream.Position - start;
        return true;
    }

    /// <summary>What the operating system refused, as a fault of the journal: whoever reads one has a single kind of exception to expect.</summary>
    internal static JournalException CannotRead(string directory, Exception fault) =>
        new(JournalDiagnostics.CannotRead, fault, directory, fault.Message.TrimEnd('.'));
}

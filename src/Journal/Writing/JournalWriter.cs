using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Journal;

/// <summary>Appends records to a journal directory.</summary>
/// <remarks>
/// Open → (append, flush)* → disposed; after the first failed write it is broken and refuses everything, so that nothing is recorded behind a gap.
/// Stopped at any byte, the directory holds every flushed record and at most one unfinished one, which the next opening cuts off and reports.
/// One writer per directory (a lock file); single-threaded. Payloads are not inspected.
/// </remarks>
public sealed class JournalWriter : IDisposable
{
    private readonly string _directory;
    private readonly JournalOptions _options;
    private readonly SegmentStore _store;
    private readonly FileStream? _lock;
    private readonly RecordChain _chain;
    private readonly byte[] _header = new byte[FrameHeader.Size];
    private SegmentStream? _segment;
    private int _segmentNumber;
    private bool _isBroken;
    private bool _isDisposed;

    private JournalWriter(string directory, JournalOptions options, SegmentStore store, FileStream? lockFile, JournalEnd end)
    {
        _directory = directory;
        _options = options;
        _store = store;
        _lock = lockFile;
        _chain = end.Chain;
        Records = end.Records;
        RecoveredTail = end.TornTail;
        _segmentNumber = end.LastSegment;
    }

    /// <summary>Where the journal lies; null for a writer that keeps nothing.</summary>
    public string? Directory => _directory.Length > 0 ? _directory : null;

    /// <summary>Records in the journal, those found on opening included.</summary>
    public long Records { get; private set; }

    /// <summary>The chain hash over all records, 64 hex digits.</summary>
    public string Hash => _chain.ToHex();

    /// <summary>The unfinished record that opening cut off; null when there was none.</summary>
    public TornTail? RecoveredTail { get; }

    /// <summary>Opens a directory for writing, creating it when needed. An existing journal is checked from end to end first.</summary>
    /// <exception cref="JournalException">The directory holds a journal and appending was not asked for; it is damaged, in use or not writable.</exception>
    public static JournalWriter Open(string directory, JournalOptions? options = null) => Open(directory, options ?? new JournalOptions(), SegmentStore.Files);

    /// <summary>A writer that does all the work of one, hash included, and keeps nothing: for rehearsals and measurements.</summary>
    public static JournalWriter ToNowhere()
    {
        JournalWriter writer = new("", new JournalOptions(), SegmentStore.Nothing, null, JournalEnd.OfNothing());
        writer.Continue();
        return writer;
    }

    internal static JournalWriter Open(string directory, JournalOptions options, SegmentStore store)
    {
        FileStream lockFile = JournalLock.Acquire(directory);
        try
        {
            int segments = SegmentFiles.NumbersIn(directory).Count;
            if (segments > 0 && !options.Append)
            {
                throw new JournalException(JournalDiagnostics.AlreadyExists, null, directory, segments);
            }

            JournalEnd end = segments == 0 ? JournalEnd.OfNothing() : JournalRecovery.CutTornTail(directory);
            JournalWriter writer = new(directory, options, store, lockFile, end);
            writer.Continue();
            return writer;
        }
        catch
        {
            lockFile.Dispose();
            throw;
        }
    }

    /// <summary>Appends one record. It is on disk after the next <see cref="Flush"/>.</summary>
    /// <param name="type">What the payload means.</param>
    /// <param name="sequence">The transaction that it belongs to.</param>
    /// <param name="at">Event time, never a wall clock.</param>
    /// <param name="utf8Json">The payload; at most <see cref="JournalOptions.MaxPayloadBytes"/>.</param>
    /// <exception cref="JournalException">The record is too large (the writer stays usable), or the journal cannot be written (it is broken from then on).</exception>
    public void Append(JournalRecordType type, long sequence, EventTime at, ReadOnlySpan<byte> utf8Json)
    {
        EnsureUsable();
        if (utf8Json.Length > JournalOptions.MaxPayloadBytes)
        {
            throw new JournalException(JournalDiagnostics.RecordTooLarge, null, type, utf8Json.Length, JournalOptions.MaxPayloadBytes);
        }

        try
        {
            SegmentStream segment = SegmentWithRoom();
            new FrameHeader(utf8Json.Length, type, Crc32C.Of(utf8Json), sequence, at).Write(_header, _chain.Current);
            segment.Write(_header);
            segment.Write(utf8Json);
            _chain.Advance(_header, utf8Json);
            Records++;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Broken(fault);
        }
    }

    /// <summary>Hands everything appended so far to the operating system; with <paramref name="durable"/> it also survives a loss of power.</summary>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    public void Flush(bool durable)
    {
        EnsureUsable();
        try
        {
            _segment!.Flush(durable);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Broken(fault);
        }
    }

    /// <summary>Flushes durably and closes. A broken writer only closes.</summary>
    /// <exception cref="JournalException">The last records cannot be written.</exception>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        try
        {
            if (!_isBroken)
            {
                Flush(durable: true);
            }
        }
        finally
        {
            _isDisposed = true;
            _segment?.Dispose();
            _chain.Dispose();
            _lock?.Dispose();
        }
    }

    private void Continue()
    {
        try
        {
            string last = SegmentFiles.PathOf(_directory, Math.Max(1, _segmentNumber));
            if (_segmentNumber > 0 && File.Exists(last))
            {
                _segment = new SegmentStream(_store.OpenExisting(last), new FileInfo(last).Length, _options.BufferBytes);
            }
            else
            {
                BeginSegment(Math.Max(1, _segmentNumber));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Broken(fault);
        }
    }

    private SegmentStream SegmentWithRoom()
    {
        if (_segment!.Length > SegmentHeader.Size && _segment.Length >= _options.SegmentBytes)
        {
            _segment.Flush(durable: true);
            _segment.Dispose();
            BeginSegment(_segmentNumber + 1);
        }

        return _segment;
    }

    private void BeginSegment(int number)
    {
        _segmentNumber = number;
        _segment = new SegmentStream(_store.CreateNew(SegmentFiles.PathOf(_directory, number)), 0, _options.BufferBytes);
        Span<byte> header = stackalloc byte[SegmentHeader.Size];
        SegmentHeader.Write(header, number, Records, _chain.Current);
        _segment.Write(header);
    }

    private void EnsureUsable()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isBroken)
        {
            throw new JournalException(JournalDiagnostics.CannotWrite, null, _directory, "an earlier write failed");
        }
    }

    private JournalException Broken(Exception fault)
    {
        _isBroken = true;
        return new JournalException(JournalDiagnostics.CannotWrite, fault, _directory, fault.Message.TrimEnd('.'));
    }
}

namespace CryptoScalp.Rules.Journal;

/// <summary>How a journal is written.</summary>
public sealed record JournalOptions
{
    /// <summary>The bytes that a record's payload may have: 16 MiB. A reader takes a larger length for damage.</summary>
    public const int MaxPayloadBytes = 16 * 1024 * 1024;

    /// <summary>Continue the journal in the directory; without it a directory that holds one is refused.</summary>
    public bool Append { get; init; }

    /// <summary>A segment that has reached this many bytes is closed and the next begun; at least one record goes into each. Default 256 MiB.</summary>
    public long SegmentBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Bytes held in memory before they are handed to the operating system. Default 8 KiB: whoever appends waits for each of these writes, and larger ones are the longest of its waits (docs/adr/0193).</summary>
    public int BufferBytes { get; init; } = 8 * 1024;
}

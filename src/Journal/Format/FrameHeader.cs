using System.Buffers.Binary;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Journal;

/// <summary>The 64 bytes before each payload.</summary>
/// <remarks>
/// Little-endian: 0 payload length (u32), 4 CRC-32C of this header without these four bytes (u32), 8 type (u8), 9 zero (3 bytes), 12 CRC-32C of the payload (u32),
/// 16 sequence (i64), 24 event time (i64), 32 chain hash of the record before (32 bytes, zeros for the first). The header has a checksum of its own so that a
/// damaged length is told from an unfinished record.
/// </remarks>
internal readonly record struct FrameHeader(int Length, JournalRecordType Type, uint PayloadCrc, long Sequence, EventTime At)
{
    public const int Size = 64;

    /// <summary>From here on the header is covered by the chain hash.</summary>
    public const int ChainedFrom = 8;

    private const int CrcOffset = 4;
    private const int PreviousOffset = 32;

    public void Write(Span<byte> target, ReadOnlySpan<byte> previousChain)
    {
        target[..Size].Clear();
        BinaryPrimitives.WriteInt32LittleEndian(target, Length);
        target[8] = (byte)Type;
        BinaryPrimitives.WriteUInt32LittleEndian(target[12..], PayloadCrc);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(target[24..], At.Nanoseconds);
        previousChain.CopyTo(target[PreviousOffset..]);
        BinaryPrimitives.WriteUInt32LittleEndian(target[CrcOffset..], HeaderCrc(target));
    }

    /// <summary>False when the header's own checksum does not match.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out FrameHeader header)
    {
        header = new FrameHeader(
            BinaryPrimitives.ReadInt32LittleEndian(source),
            (JournalRecordType)source[8],
            BinaryPrimitives.ReadUInt32LittleEndian(source[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[16..]),
            new EventTime(BinaryPrimitives.ReadInt64LittleEndian(source[24..])));
        return BinaryPrimitives.ReadUInt32LittleEndian(source[CrcOffset..]) == HeaderCrc(source);
    }

    public static ReadOnlySpan<byte> PreviousChain(ReadOnlySpan<byte> header) => header.Slice(PreviousOffset, RecordChain.Size);

    private static uint HeaderCrc(ReadOnlySpan<byte> header)
    {
        Span<byte> covered = stackalloc byte[Size - sizeof(uint)];
        header[..CrcOffset].CopyTo(covered);
        header[ChainedFrom..Size].CopyTo(covered[CrcOffset..]);
        return Crc32C.Of(covered);
    }
}

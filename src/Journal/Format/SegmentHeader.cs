using System.Buffers.Binary;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Journal;

/// <summary>The first 64 bytes of a segment.</summary>
/// <remarks>
/// Little-endian: 0 <c>SCALPJNL</c>, 8 format version (u32, 1), 12 segment number (u32), 16 records before (i64), 24 chain hash before (32 bytes),
/// 56 zero (4 bytes), 60 CRC-32C of bytes 0 to 59 (u32).
/// </remarks>
internal static class SegmentHeader
{
    public const int Size = 64;

    private const int FormatVersion = 1;
    private const int CrcOffset = 60;

    private static ReadOnlySpan<byte> Magic => "SCALPJNL"u8;

    public static void Write(Span<byte> target, int number, long recordsBefore, ReadOnlySpan<byte> chain)
    {
        target[..Size].Clear();
        Magic.CopyTo(target);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], number);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], recordsBefore);
        chain.CopyTo(target[24..]);
        BinaryPrimitives.WriteUInt32LittleEndian(target[CrcOffset..], Crc32C.Of(target[..CrcOffset]));
    }

    /// <summary>What is wrong with a header, or null when it continues the journal as expected.</summary>
    public static string? FindFault(ReadOnlySpan<byte> header, int number, long recordsBefore, ReadOnlySpan<byte> chain)
    {
        if (!header.StartsWith(Magic))
        {
            return "the file does not begin as a journal segment";
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(header[CrcOffset..]) != Crc32C.Of(header[..CrcOffset]))
        {
            return "the segment's header does not match its checksum";
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        if (version != FormatVersion)
        {
            return $"the segment has format {version}, this program reads format {FormatVersion}";
        }

        bool continues = BinaryPrimitives.ReadInt32LittleEndian(header[12..]) == number
            && BinaryPrimitives.ReadInt64LittleEndian(header[16..]) == recordsBefore
            && header.Slice(24, RecordChain.Size).SequenceEqual(chain);
        return continues ? null : "the segment does not continue the one before it";
    }
}

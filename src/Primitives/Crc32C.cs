using System.Buffers.Binary;
using System.Numerics;

namespace CryptoScalp.Rules.Primitives;

/// <summary>CRC-32C (Castagnoli, reflected polynomial 0x82F63B78; RFC 3720 appendix B.4). The result is the same with and without hardware support.</summary>
public static class Crc32C
{
    /// <summary>The checksum of all bytes; 0 for none.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }
}

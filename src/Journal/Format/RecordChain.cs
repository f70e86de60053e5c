using System.Security.Cryptography;

namespace CryptoScalp.Rules.Journal;

/// <summary>The running hash that ties each record to all before it: SHA-256 over bytes 8 to 63 of the record's header (the chain before included) and the payload.</summary>
/// <param name="start">The hash to go on from, 64 hex digits; null for the beginning.</param>
internal sealed class RecordChain(string? start = null) : IDisposable
{
    public const int Size = SHA256.HashSizeInBytes;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _current = start is null ? new byte[Size] : Convert.FromHexString(start);

    /// <summary>The hash after the last record; zeros before the first.</summary>
    public ReadOnlySpan<byte> Current => _current;

    public string ToHex() => Convert.ToHexStringLower(_current);

    public void Advance(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        _hash.AppendData(header[FrameHeader.ChainedFrom..FrameHeader.Size]);
        _hash.AppendData(payload);
        _hash.GetHashAndReset(_current);
    }

    public void Dispose() => _hash.Dispose();
}

using System.IO.Compression;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Decompresses gzip so that an early end of the input can be told from the real one.</summary>
/// <remarks>
/// The runtime's stream ends without a word where a file was cut off. So a tiny member of our own is appended to the input: gzip members
/// follow each other, hence the output of a complete file ends with that member's text, and the output of a cut one does not.
/// </remarks>
internal static class GzipInput
{
    private static readonly byte[] EndMember = Compress();

    /// <summary>What the output of a complete input ends with. It holds no line end.</summary>
    public static ReadOnlySpan<byte> EndMark => "\0end of capture\0"u8;

    public static Stream Open(Stream compressed) => new GZipStream(new InputWithEnd(compressed), CompressionMode.Decompress);

    private static byte[] Compress()
    {
        using MemoryStream member = new();
        using (GZipStream stream = new(member, CompressionLevel.Fastest))
        {
            stream.Write(EndMark);
        }

        return member.ToArray();
    }

    private sealed class InputWithEnd(Stream input) : Stream
    {
        private int _given;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            int read = input.Read(buffer);
            if (read > 0 || buffer.IsEmpty)
            {
                return read;
            }

            ReadOnlySpan<byte> rest = EndMember.AsSpan(_given);
            int length = Math.Min(rest.Length, buffer.Length);
            rest[..length].CopyTo(buffer);
            _given += length;
            return length;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                input.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}

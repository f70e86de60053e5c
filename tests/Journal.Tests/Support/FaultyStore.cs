namespace CryptoScalp.Rules.Journal.Tests;

/// <summary>A disk with room for so many bytes: the write that crosses the limit is done in part and fails.</summary>
internal sealed class FaultyStore(long room) : SegmentStore
{
    private long _room = room;

    public override Stream CreateNew(string path) => new LimitedStream(this, Files.CreateNew(path));

    public override Stream OpenExisting(string path) => new LimitedStream(this, Files.OpenExisting(path));

    private sealed class LimitedStream(FaultyStore store, Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            int fits = (int)Math.Min(buffer.Length, store._room);
            inner.Write(buffer[..fits]);
            store._room -= fits;
            if (fits < buffer.Length)
            {
                throw new IOException("No space left on device");
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}

namespace CryptoScalp.Rules.Journal;

/// <summary>A segment being written: a buffer in front of an unbuffered stream. Records reach the stream whole or in order, never out of order.</summary>
internal sealed class SegmentStream(Stream stream, long length, int bufferBytes) : IDisposable
{
    private readonly byte[] _buffer = new byte[Math.Max(1, bufferBytes)];
    private int _used;

    /// <summary>Bytes of the segment, those in the buffer included.</summary>
    public long Length { get; private set; } = length;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Length += bytes.Length;
        if (bytes.Length > _buffer.Length - _used)
        {
            Drain();
        }

        if (bytes.Length > _buffer.Length)
        {
            Put(bytes);
            return;
        }

        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    public void Flush(bool durable)
    {
        Drain();
        if (stream is FileStream file)
        {
            file.Flush(flushToDisk: durable);
        }
        else
        {
            stream.Flush();
        }
    }

    /// <summary>Closes without writing what is still in the buffer: whoever wants it flushes first.</summary>
    public void Dispose() => stream.Dispose();

    private void Drain()
    {
        Put(_buffer.AsSpan(0, _used));
        _used = 0;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
        }
        catch (ArgumentOutOfRangeException fault)
        {
            // What the runtime makes of EFBIG: a limit on file sizes, of the process or of the file system.
            throw new IOException("the file may not grow any further", fault);
        }
    }
}

using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>One connection kept alive, written to and read on the caller's thread: what it takes is the host's time and the socket's, hardly a client's.</summary>
/// <remarks>Reads answers with a <c>Content-Length</c>, up to a mebibyte, which is all that the host sends here.</remarks>
internal sealed class PlainConnection : IDisposable
{
    private const int MaxBytes = 1 << 20, StatusAt = 9;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[MaxBytes];

    public PlainConnection(Uri address) => _socket.Connect(IPAddress.Parse(address.Host), address.Port);

    /// <summary>Bytes of the last answer's body.</summary>
    public int LastBytes { get; private set; }

    /// <summary>Sends a question, waits for the whole answer and gives its status.</summary>
    /// <exception cref="InvalidOperationException">The host closed the connection, or answered what this cannot read.</exception>
    public int Ask(Question question)
    {
        _socket.Send(question.Bytes);
        int have = 0, body = -1, length = 0;
        while (body < 0 || have < body + length)
        {
            int read = have < MaxBytes ? _socket.Receive(_buffer.AsSpan(have)) : 0;
            have = read > 0 ? have + read : throw new InvalidOperationException("the answer ended early, or is too long");
            if (body < 0 && _buffer.AsSpan(0, have).IndexOf("\r\n\r\n"u8) is >= 0 and var head)
            {
                (body, length) = (head + 4, LengthOf(_buffer.AsSpan(0, head)));
            }
        }

        LastBytes = length;
        return Number(_buffer.AsSpan(StatusAt));
    }

    public void Dispose() => _socket.Dispose();

    private static int LengthOf(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> name = "Content-Length: "u8;
        int at = head.IndexOf(name);
        return at >= 0 ? Number(head[(at + name.Length)..]) : throw new InvalidOperationException("the answer does not say how long it is");
    }

    private static int Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out int number, out _) ? number : throw new InvalidOperationException("a number is missing in the answer");
}

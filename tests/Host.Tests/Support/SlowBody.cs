using System.Text;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary>The body of a listener; something happens while it takes its first bytes.</summary>
internal sealed class SlowBody(Action onWrite) : MemoryStream
{
    private readonly Lock _lock = new();
    private bool _hasWritten;

    public string Text
    {
        get
        {
            lock (_lock)
            {
                return Encoding.UTF8.GetString(ToArray());
            }
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            Write(buffer.Span);
        }

        if (!_hasWritten)
        {
            _hasWritten = true;
            onWrite();
        }

        return ValueTask.CompletedTask;
    }
}

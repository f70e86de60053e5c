using System.Buffers.Text;
using Microsoft.Win32.SafeHandles;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>How long the calling thread was ready to run and no processor was free for it, since it began. Linux; zero elsewhere. One object a thread.</summary>
internal sealed class RunDelay : IDisposable
{
    private const string File = "/proc/thread-self/schedstat";

    private readonly SafeFileHandle? _file = System.IO.File.Exists(File) ? System.IO.File.OpenHandle(File) : null;
    private readonly byte[] _text = new byte[128];

    /// <summary>The second of the three numbers: nanoseconds on a run queue.</summary>
    public TimeSpan Read()
    {
        if (_file is null)
        {
            return TimeSpan.Zero;
        }

        Span<byte> text = _text.AsSpan(0, RandomAccess.Read(_file, _text, 0));
        text = text[(text.IndexOf((byte)' ') + 1)..];
        return Utf8Parser.TryParse(text, out long nanoseconds, out _) ? TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick) : TimeSpan.Zero;
    }

    public void Dispose() => _file?.Dispose();
}

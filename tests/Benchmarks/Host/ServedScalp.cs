using System.Diagnostics;
using CryptoScalp.Rules.TestSupport;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary><c>scalp serve</c> as it is published (<c>./scalp --version</c> publishes it), in a process of its own.</summary>
internal sealed class ServedScalp : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="arguments">What follows <c>serve</c>.</param>
    /// <exception cref="FormatException">Nothing is published.</exception>
    public ServedScalp(params string[] arguments)
    {
        string published = Checkout.PathOf("artifacts", "scalp", "bin", "scalp.dll");
        if (!File.Exists(published))
        {
            throw new FormatException($"there is no '{published}': './scalp --version' publishes it");
        }

        // What it prints goes nowhere: a client that reads hundreds of lines a second would be a good part of the load that it measures.
        ProcessStartInfo start = new("sh") { RedirectStandardError = true };
        new[] { "-c", "exec \"$0\" \"$@\" >/dev/null", Checkout.PathOf("scalp"), "serve" }.Concat(arguments).ToList().ForEach(start.ArgumentList.Add);
        Process = new Process { StartInfo = start, EnableRaisingEvents = true };
        Process.ErrorDataReceived += (_, line) => Note(line.Data);
        Process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException("it ended before it answered"));
        Process.Start();
        Process.BeginErrorReadLine();
    }

    public Process Process { get; }

    public Uri Address => _address.Task.WaitAsync(_patience).GetAwaiter().GetResult();

    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill();
            Process.WaitForExit();
        }

        Process.Dispose();
    }

    private void Note(string? line)
    {
        const string Before = "the console is at ";
        if (line?.IndexOf(Before, StringComparison.Ordinal) is >= 0 and var at)
        {
            _address.TrySetResult(new Uri(line[(at + Before.Length)..].Split(',')[0]));
        }
    }
}

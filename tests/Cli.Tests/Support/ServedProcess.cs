using System.Diagnostics;
using System.Text;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary><c>scalp serve</c> in a process of its own, from its start to the end of its feed; SIGTERM stops it.</summary>
internal sealed class ServedProcess : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(180);

    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly ManualResetEventSlim _hasAddress = new(), _hasEnded = new();
    private string? _address;

    public ServedProcess(IReadOnlyDictionary<string, string>? variables, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] all = [Path.Combine(AppContext.BaseDirectory, "scalp.dll"), "serve", .. arguments];
        all.ToList().ForEach(start.ArgumentList.Add);
        foreach ((string name, string value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.OutputDataReceived += static (_, _) => { };
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>As it prints it.</summary>
    public string Address => _hasAddress.Wait(_patience) ? _address! : throw new InvalidOperationException($"it told no address:\n{Error}");

    public string Error
    {
        get
        {
            lock (_error)
            {
                return _error.ToString();
            }
        }
    }

    public ServedProcess WaitForEndOfFeed() => _hasEnded.Wait(_patience) ? this : throw new InvalidOperationException($"the run did not end:\n{Error}");

    /// <summary>The exit code when it ends by itself.</summary>
    public int WaitForExit()
    {
        if (!_process.WaitForExit(_patience))
        {
            throw new InvalidOperationException($"it did not end:\n{Error}");
        }

        _process.WaitForExit(); // until all that it wrote is read, which the wait with a time does not see to
        return _process.ExitCode;
    }

    /// <summary>Asks it to stop, as Ctrl-C and a supervisor do; the exit code.</summary>
    public int Stop()
    {
        using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        return WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _hasAddress.Dispose();
        _hasEnded.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_error)
        {
            _error.Append(line).Append('\n');
        }

        const string Before = "the console is at ";
        int at = line.IndexOf(Before, StringComparison.Ordinal);
        if (at >= 0)
        {
            _address = line[(at + Before.Length)..].Split(',')[0];
            _hasAddress.Set();
        }
        else if (line.Contains("the run has ended", StringComparison.Ordinal))
        {
            _hasEnded.Set();
        }
    }
}

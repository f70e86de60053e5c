using System.Globalization;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>--timings</c>: how long each phase of a command took, by a monotonic clock, on the error stream: results stay what they are.</summary>
internal sealed class Timings(bool isAsked)
{
    private readonly List<string> _phases = [];
    private readonly long _started = TimeProvider.System.GetTimestamp();

    /// <summary>Runs a phase; one of the same name that follows another is a phase of its own.</summary>
    public T Of<T>(string phase, Func<T> run)
    {
        long started = TimeProvider.System.GetTimestamp();
        T result = run();
        _phases.Add($"{phase} {Milliseconds(started)}");
        return result;
    }

    /// <summary>Prints one line, when it was asked for.</summary>
    public void Print(Terminal terminal)
    {
        if (isAsked)
        {
            terminal.Error.WriteLine($"scalp: timings: {string.Join(", ", _phases)}; {Milliseconds(_started)} in all");
        }
    }

    private static string Milliseconds(long started) =>
        TimeProvider.System.GetElapsedTime(started).TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture) + " ms";
}

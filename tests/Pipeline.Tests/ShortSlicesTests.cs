using System.Globalization;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>Asking for short slices: nothing but the caller's thread and those that it starts change, and nothing fails where they are not to be had.</summary>
public sealed class ShortSlicesTests
{
    /// <summary>From here on the length of a slice is a thread's own.</summary>
    private static readonly Version _slicesOfThreads = new(6, 12);

    [Fact]
    public void A_thread_and_those_that_it_starts_have_short_slices_where_they_are_given_and_its_starter_keeps_its_own()
    {
        long before = Slice();
        bool given = false;
        long taken = 0, inherited = 0;
        Run(() =>
        {
            given = ShortSlices.Ask();
            taken = Slice();
            Run(() => inherited = Slice());
        });

        long expected = given && before > 0 && Environment.OSVersion.Version >= _slicesOfThreads ? 100_000 : before;
        Assert.Equal((expected, expected, before), (taken, inherited, Slice()));
        Assert.True(given || !OperatingSystem.IsLinux() || before == 0, "this Linux tells the lengths of slices and gives none");
    }

    [Fact]
    public void Taking_them_again_is_no_fault() => Run(static () =>
    {
        ShortSlices.Take();
        ShortSlices.Take();
    });

    private static void Run(Action work)
    {
        Exception? failure = null;
        Thread thread = new(() => failure = Record.Exception(work));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    /// <summary>Of the calling thread, in nanoseconds, in the kernel's own words; 0 where it does not tell.</summary>
    private static long Slice()
    {
        const string Path = "/proc/thread-self/sched";
        string? line = File.Exists(Path) ? File.ReadLines(Path).FirstOrDefault(static l => l.StartsWith("se.slice", StringComparison.Ordinal)) : null;
        return line is null ? 0 : long.Parse(line.AsSpan(line.IndexOf(':', StringComparison.Ordinal) + 1).Trim(), CultureInfo.InvariantCulture);
    }
}

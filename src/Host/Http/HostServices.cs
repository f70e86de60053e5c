namespace CryptoScalp.Rules.Host;

/// <summary>What endpoints answer from.</summary>
internal sealed class HostServices(Semantics.BoundProgram program, HostOptions options, RunBoard board, RunLink run, HostCounters counters) : IDisposable
{
    /// <summary>The rules in force; before the run those that it will begin with.</summary>
    public Semantics.BoundProgram Program => run.Run?.Pipeline.ActiveProgram ?? program;

    public HostOptions Options => options;

    public RunBoard Board => board;

    public RunLink Run => run;

    public HostCounters Counters => counters;

    public required EventHub Events { get; init; }

    /// <summary>What memory has let go; null when nothing is recorded. Asked within <see cref="HeavyWork"/> alone.</summary>
    public RecordedLists? Recorded { get; } = options.Journal is { } journal ? new RecordedLists(journal) : null;

    public KnownQuestions Questions { get; } = new();

    /// <summary>See <see cref="HeavyWork"/>.</summary>
    public SemaphoreSlim HeavyTurn { get; } = new(1);

    /// <summary>After the last request: what is still at work has been told to stop, and is waited for.</summary>
    public void Dispose()
    {
        if (HeavyTurn.Wait(TimeSpan.FromSeconds(5)))
        {
            Recorded?.Dispose();
            HeavyTurn.Dispose();
        }
    }
}

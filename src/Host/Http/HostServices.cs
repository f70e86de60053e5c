namespace CryptoScalp.Rules.Host;

/// <summary>What endpoints answer from.</summary>
internal sealed class HostServices(Semantics.BoundProgram program, HostOptions options, RunBoard board, RunLink run, HostCounters counters)
{
    public Semantics.BoundProgram Program => program;

    public HostOptions Options => options;

    public RunBoard Board => board;

    public RunLink Run => run;

    public HostCounters Counters => counters;

    public required EventHub Events { get; init; }

    /// <summary>See <see cref="HeavyWork"/>.</summary>
    public SemaphoreSlim HeavyTurn { get; } = new(1);
}

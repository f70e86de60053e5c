using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Host;

/// <summary>Where the run stands, from the host's point of view.</summary>
internal enum RunPhase
{
    /// <summary>The host answers, the run has not begun.</summary>
    Waiting,

    Running,

    /// <summary>The feeds came to their end, or the run was stopped in good order; its state can still be asked about.</summary>
    Ended,

    /// <summary>It had to stop.</summary>
    Failed,
}

/// <summary>The run behind a host: attached once, ended once.</summary>
internal sealed class RunLink(HostOptions options) : IDisposable
{
    private volatile MarketRun? _run;
    private volatile StateKeeper? _keeper;

    public RunPhase Phase { get; private set; }

    /// <summary>Why it had to stop.</summary>
    public string? Failure { get; private set; }

    public MarketRun? Run => _run;

    public StateKeeper? Keeper => _keeper;

    /// <exception cref="RequestFault">No run is attached yet.</exception>
    public StateKeeper RequireKeeper() =>
        _keeper ?? throw new RequestFault(503, HostDiagnostics.StateUnknown, "the run has not begun; ask again when /ready says so");

    public void Attach(MarketRun run)
    {
        RunMirror mirror = run.Pipeline.Mirror ?? throw new ArgumentException("the run keeps no mirror: set MirrorCapacity", nameof(run));
        _keeper = new StateKeeper(mirror, options.Clock);
        _run = run;
        Phase = RunPhase.Running;
    }

    public void End(string? failure)
    {
        Failure = failure;
        Phase = failure is null ? RunPhase.Ended : RunPhase.Failed;
    }

    public void Dispose() => _keeper?.Dispose();
}

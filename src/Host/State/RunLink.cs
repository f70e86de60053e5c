using CryptoScalp.Rules.Packs;
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
    /// <summary>In milliseconds: a run that goes on puts figures up after its next event, within microseconds; one that waits for a feed does not.</summary>
    private const int LookPatience = 20;

    private volatile MarketRun? _run;
    private volatile StateKeeper? _keeper;

    public RunPhase Phase { get; private set; }

    /// <summary>Why it had to stop.</summary>
    public string? Failure { get; private set; }

    public MarketRun? Run => _run;

    public StateKeeper? Keeper => _keeper;

    /// <summary>The run's figures, put up after this was asked where the run is going on; waits a moment for them, and takes those that are there when nothing comes.</summary>
    public async ValueTask<RunView?> Look(CancellationToken stop)
    {
        RunWindow? window = _run?.Pipeline.Window;
        RunView? before = window?.Look(), view = before;
        for (int i = 0; i < LookPatience && Phase == RunPhase.Running && ReferenceEquals(view, before) && !window!.IsCurrent(view); i++)
        {
            await Task.Delay(1, stop).ConfigureAwait(false);
            view = window.Look();
        }

        return view;
    }

    /// <exception cref="RequestFault">No run is attached yet.</exception>
    public StateKeeper RequireKeeper() =>
        _keeper ?? throw new RequestFault(503, HostDiagnostics.StateUnknown, "the run has not begun; ask again when /ready says so");

    /// <summary>Where rules are changed; null before the run, and for a run whose rules stay.</summary>
    public PackDesk? Desk { get; private set; }

    /// <exception cref="RequestFault">No run is attached yet, or its rules cannot be changed.</exception>
    public PackDesk RequireDesk()
    {
        RequireKeeper();
        return Desk ?? throw new RequestFault(503, HostDiagnostics.StateUnknown, "the rules of this run cannot be changed while it goes on");
    }

    public void Attach(MarketRun run, PackDesk? desk)
    {
        Desk = desk;
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

using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Host;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Packs;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Cli;

/// <summary>The HTTP side of <c>scalp serve</c>, from before the run until it is told to stop.</summary>
internal sealed class RunServing : IDisposable
{
    private readonly RuleHost _host;
    private readonly Terminal _terminal;

    private RunServing(RuleHost host, Terminal terminal) => (_host, _terminal) = (host, terminal);

    /// <exception cref="HostException">The address cannot be listened on, or needs a key.</exception>
    public static RunServing Start(BoundProgram program, HostOptions options, Terminal terminal)
    {
        RuleHost host = RuleHost.StartAsync(program, options).GetAwaiter().GetResult();
        terminal.Error.WriteLine($"scalp: the console is at {host.Address}, its API is described at {new Uri(host.Address, "openapi.json")}; Ctrl-C stops");
        return new RunServing(host, terminal);
    }

    /// <summary>Tells both what the run tells.</summary>
    public IRunObserver Beside(IRunObserver own) => new Both(own, _host.Observer);

    /// <summary>Lets the run be asked about, and its rules be changed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="policy">What packs have to pass.</param>
    /// <returns>The desk at which they are; to be closed before the run.</returns>
    public PackDesk Attach(MarketRun run, PackPolicy policy)
    {
        PackDesk desk = new(run.Pipeline, policy with { Ensembles = [.. run.Pipeline.Models.Desks.Select(static d => d.Manifest.Name)] }, Notice);
        _host.Attach(run, desk);
        return desk;
    }

    /// <summary>Stages what is saved in the folder that the call names; null when it names none. To be closed before the desk.</summary>
    public PackWatcher? Watch(PackDesk desk, RunRequest request) => request.Serving!.Watch is null ? null
        : new PackWatcher(desk, request.Serving.WatchedPaths(request.Rules), new WatchOptions(), new SavePrinter(_terminal).Print, Notice);

    private void Notice(Diagnostic notice) => _terminal.Error.Write(DiagnosticText.Format(notice, _terminal.ColourErrors));

    /// <summary>After the feeds' end: goes on answering questions about the last state until it is told to stop.</summary>
    /// <param name="failure">Why the run had to stop; null when it came to its end.</param>
    /// <param name="stop">Ctrl-C or SIGTERM.</param>
    public void StayUntil(string? failure, CancellationToken stop)
    {
        _host.RunEnded(failure);
        _terminal.Out.Flush();
        if (!stop.IsCancellationRequested)
        {
            _terminal.Error.WriteLine("scalp: the run has ended; its last state can still be asked about until Ctrl-C");
            stop.WaitHandle.WaitOne();
        }
    }

    public void Dispose() => _host.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private sealed class Both(IRunObserver first, IRunObserver second) : IRunObserver
    {
        public void OnStarted(EventTime at)
        {
            first.OnStarted(at);
            second.OnStarted(at);
        }

        public void OnDecision(DecisionOutcome outcome)
        {
            first.OnDecision(outcome);
            second.OnDecision(outcome);
        }

        public void OnNonDecision(EventTime at, NonDecision nonDecision) => OnNonDecision(at, nonDecision, null);

        public void OnNonDecision(EventTime at, NonDecision nonDecision, NonDecisionProof? proof)
        {
            first.OnNonDecision(at, nonDecision, proof);
            second.OnNonDecision(at, nonDecision, proof);
        }

        public void OnStatus(in MarketEvent status)
        {
            first.OnStatus(status);
            second.OnStatus(status);
        }

        public void OnModelNotice(ModelNotice notice)
        {
            first.OnModelNotice(notice);
            second.OnModelNotice(notice);
        }

        public void OnRollback(TransactionResult result)
        {
            first.OnRollback(result);
            second.OnRollback(result);
        }
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Packs;

/// <summary>The front door for changing the rules of a run: any thread may ask, one thread of its own does the work, and the tick thread is never waited for.</summary>
/// <remarks>
/// Requests are done in the order in which they came, at most <see cref="MaxRequests"/> wait; the checks of a pack run beside them, so that the packs which
/// follow the run do not fall behind. Everything that goes wrong is a <see cref="PackException"/> or a report, and the rules in force go on.
/// </remarks>
public sealed class PackDesk : IDisposable
{
    /// <summary>Requests that may wait.</summary>
    public const int MaxRequests = 16;

    /// <summary>How long the desk sleeps when nothing is asked: short, so that packs stay near the run.</summary>
    private static readonly TimeSpan _idle = TimeSpan.FromMilliseconds(2);

    /// <summary>Switches rehearsed between two looks at what is asked: a few milliseconds.</summary>
    private const int RehearsedAtOnce = 20;

    /// <summary>How old what others see may be when nothing was asked.</summary>
    private static readonly TimeSpan _showEvery = TimeSpan.FromMilliseconds(20);

    private readonly BlockingCollection<Action> _requests = new(MaxRequests);
    private readonly TickPipeline _pipeline;
    private readonly PackPolicy _policy;
    private readonly PackKeeper _keeper;
    private readonly Thread _thread;
    private readonly TimeProvider _clock;
    private ImmutableArray<PackView> _packs;
    private long _shownAt;
    private BoundProgram _active;

    /// <param name="pipeline">A run that keeps a tape (<see cref="TickPipelineOptions.KeepsTape"/>).</param>
    /// <param name="policy">What packs have to pass.</param>
    /// <param name="noticed">Told of refusals, failures and roll-backs; on the desk's thread.</param>
    /// <param name="clock">Measures time-outs; the system's by default.</param>
    public PackDesk(TickPipeline pipeline, PackPolicy policy, Action<Diagnostic>? noticed = null, TimeProvider? clock = null)
    {
        _pipeline = pipeline;
        _policy = policy;
        _clock = clock ?? TimeProvider.System;
        _keeper = new PackKeeper(pipeline, policy, _clock) { Noticed = noticed };
        (_packs, _active) = (_keeper.Packs, _keeper.ActiveProgram);
        _thread = new Thread(Work) { IsBackground = true, Name = "packs" };
        _thread.Start();
    }

    /// <summary>Every pack, in the order of staging. Any thread.</summary>
    public ImmutableArray<PackView> Packs => _packs;

    /// <summary>The rules in force, as the desk knows them. Any thread.</summary>
    public BoundProgram ActiveProgram => Volatile.Read(ref _active);

    /// <summary>Checks a pack against the rules in force, without proofs and without starting it: what a stage would say first. Any thread; changes nothing.</summary>
    public GateReport Compare(PackSources sources, CancellationToken stop)
    {
        BoundProgram live = ActiveProgram;
        GateCheck check = PackGate.Check(sources, live, _policy with { Proves = false }, stop);
        RuleDifferences? rules = check.Program is null ? null : RuleDifferences.Between(live, check.Program);
        return new GateReport(check.Program?.Version ?? "", live.Version, check.Steps, rules, DecisionComparison.Nothing);
    }

    /// <summary>Checks a pack, starts it beside the run and replays the recent past under it.</summary>
    /// <returns>Ready, or refused with the gate's report; active already when it means the same.</returns>
    /// <exception cref="PackException">Too many requests wait, or the run is over.</exception>
    public async Task<PackView> Stage(PackSources sources, string by)
    {
        RequireRun();
        GateCheck check = await Checked(stop => PackGate.Check(sources, ActiveProgram, _policy, stop)).ConfigureAwait(false);
        return await Ask(() => _keeper.Stage(check, by)).ConfigureAwait(false);
    }

    /// <summary>Compares from now on what a pack would decide with what is decided.</summary>
    /// <exception cref="PackException">There is no such pack, or it does not follow the run.</exception>
    public Task<PackView> Shadow(string version) => Ask(() => _keeper.Shadow(version));

    /// <summary>Puts a pack in force; done when it is.</summary>
    /// <exception cref="PackException">It cannot be.</exception>
    public Task<PackView> Activate(string version, string by) => Begin(done => _keeper.Activate(version, by, done));

    /// <summary>Goes back to what was in force before; done when it is.</summary>
    /// <exception cref="PackException">There is nothing to go back to, or it cannot be done.</exception>
    public Task<PackView> RollBack(string by, string cause) => Begin(done => _keeper.RollBack(by, cause, done));

    /// <summary>Sets parameters of the rules in force through the same gate, without compiling a rule; done when they are set.</summary>
    /// <param name="values">Parameter to the text of its value, <c>20bps</c>.</param>
    /// <param name="by">Who asks.</param>
    /// <exception cref="PackException">There is no such parameter, a value does not fit, the gate refused, or the run is over.</exception>
    public async Task<PackView> SetParams(IReadOnlyDictionary<string, string> values, string by)
    {
        RequireRun();
        BoundProgram live = ActiveProgram;
        DiagnosticBag faults = new();
        BoundProgram changed = ParamTexts.Apply(live, values, faults)
            ?? throw new PackException(PackDiagnostics.ParamsRefused, string.Join("; ", faults.ToSorted().Select(static d => d.Help is null ? d.Message : $"{d.Message} ({d.Help})")));
        GateCheck check = await Checked(stop => PackGate.CheckParams(changed, live, _policy, stop)).ConfigureAwait(false);
        return await Begin(done => _keeper.SetParams(check, by, done)).ConfigureAwait(false);
    }

    /// <summary>Lets go of all packs; the rules in force go on.</summary>
    public void Dispose()
    {
        _requests.CompleteAdding();
        _thread.Join();
        _requests.Dispose();
    }

    /// <summary>The gate beside the desk's thread. When its time is over it is not waited for any longer: a solver's question cannot be broken off.</summary>
    private async Task<GateCheck> Checked(Func<CancellationToken, GateCheck> check)
    {
        using CancellationTokenSource stop = new(_policy.GateTimeout, _clock);
        Task<GateCheck> checking = Courtesy.Run(() => check(stop.Token));
        try
        {
            return await checking.WaitAsync(_policy.GateTimeout + TimeSpan.FromSeconds(1), _clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            string late = $"the gate's time of {_policy.GateTimeout.TotalSeconds:0.#} s was over";
            return new GateCheck(null, [new GateStep("time", StepOutcome.Failed, late, [], [], (long)_policy.GateTimeout.TotalMilliseconds)]);
        }
    }

    private Task<T> Ask<T>(Func<T> work)
    {
        TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() => Answer(answer, work));
        return answer.Task;
    }

    private Task<PackView> Begin(Action<Action<PackException?>> begin)
    {
        TaskCompletionSource<PackView> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() => Refusing(answer, () => begin(fault =>
        {
            if (fault is null)
            {
                Show();
                answer.SetResult(_packs.Last(static p => p.State == PackState.Active));
            }
            else
            {
                answer.SetException(fault);
            }
        })));
        return answer.Task;
    }

    private void Post(Action request)
    {
        bool isTaken;
        try
        {
            isTaken = _requests.TryAdd(request);
        }
        catch (InvalidOperationException) // the desk was closed, perhaps just now
        {
            throw new PackException(PackDiagnostics.RunIsOver);
        }

        if (!isTaken)
        {
            throw new PackException(PackDiagnostics.TooManyWait, MaxRequests);
        }
    }

    /// <summary>Nothing serves what is asked of the tick thread once the run is over.</summary>
    private void RequireRun()
    {
        if (_pipeline.IsFinished)
        {
            throw new PackException(PackDiagnostics.RunIsOver);
        }
    }

    private void Answer<T>(TaskCompletionSource<T> answer, Func<T> work) => Refusing(answer, () =>
    {
        T result = work();
        Show();
        answer.SetResult(result);
    });

    private static void Refusing<T>(TaskCompletionSource<T> answer, Action work)
    {
        try
        {
            work();
        }
#pragma warning disable CA1031 // The edge of the desk: whatever one request meets is the answer to that request, and the next one is served.
        catch (Exception e)
        {
            answer.TrySetException(e);
        }
#pragma warning restore CA1031
    }

    private void Work()
    {
        Courtesy.StandBack();
        SwitchRehearsal? rehearsal = SwitchRehearsal.OfProcess();
        while (!_requests.IsCompleted)
        {
            // What merely follows the run may do so in batches: at full speed it would otherwise never let go of a processor.
            bool isAsked = _requests.TryTake(out Action? request, _keeper.IsWaiting ? TimeSpan.Zero : _idle);
            if (isAsked)
            {
                request!();
            }
            else if (rehearsal is not null && !_keeper.IsWaiting && !rehearsal.GoOn(RehearsedAtOnce))
            {
                rehearsal.Dispose();
                rehearsal = null;
            }

            if (_keeper.Pump() == 0 && _keeper.IsWaiting)
            {
                Thread.Yield();
            }

            if (isAsked || _clock.GetElapsedTime(_shownAt) > _showEvery)
            {
                Show();
            }
        }

        rehearsal?.Dispose();
    }

    private void Show()
    {
        _shownAt = _clock.GetTimestamp();
        _packs = _keeper.Packs;
        Volatile.Write(ref _active, _keeper.ActiveProgram);
    }
}

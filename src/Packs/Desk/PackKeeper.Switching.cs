using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Packs;

/// <summary>How packs come into force, and how they are watched.</summary>
public sealed partial class PackKeeper
{
    private RollbackWatch? _watch;
    private WarmRules? _spare;
    private bool _isSpareLost;

    /// <summary>Lets all packs follow the run, carries on what was asked for, and looks whether what is in force keeps its conditions. Returns the transactions followed.</summary>
    public long Pump()
    {
        Action[] again = [.. _retries];
        _retries.Clear();
        Array.ForEach(again, static ask => ask());
        KeepSpare();
        long read = _yard.Pump(Followed, CancellationToken.None);
        NoteWarm();
        DropFailed();
        Approve();
        OfferNext();
        Watch();
        return read;
    }

    /// <summary>Nobody need be told any more of windows that have filled.</summary>
    private void NoteWarm()
    {
        foreach (PackEntry entry in _entries)
        {
            entry.WarmsUntil = entry.WarmsUntil <= _yard.At ? null : entry.WarmsUntil;
        }
    }

    private void Followed(FollowedStep step)
    {
        foreach (PackEntry entry in _entries)
        {
            if (entry.Warm == step.Rules)
            {
                entry.Shadow?.Take(step);
            }
        }
    }

    /// <summary>Before the first switch nothing follows of whose state a change could begin; afterwards the rules before do.</summary>
    private void KeepSpare()
    {
        bool isWanted = _policy.KeepsSpare && _before.Count == 0 && !_isSpareLost && KeptPast.Of(_active.Program!) is null;
        if (isWanted && _spare is null)
        {
            _spare = _yard.StartSpare(_active.Program!);
        }
        else if (!isWanted && _spare is not null)
        {
            _yard.Drop(_spare);
            _spare = null;
        }
    }

    private void DropFailed()
    {
        if (_spare is not null && (_spare.Problem is not null || _yard.Behind > _yard.Capacity))
        {
            _isSpareLost = true; // the first change is ready a little later, that is all
            KeepSpare();
        }

        foreach (PackEntry entry in _entries)
        {
            if (entry is { IsWarm: true, Warm.Problem: { } problem })
            {
                Fail(entry, problem);
            }
        }

        // Whoever follows too slowly keeps all others back: the newest goes first, what can be rolled back to last.
        if (_yard.Behind > _yard.Capacity && (_entries.FindLast(static e => e.IsWarm && e.State != PackState.Previous) ?? _entries.FindLast(static e => e.IsWarm)) is { } slow)
        {
            Fail(slow, $"it is {_yard.Behind} transactions behind the run: it is slower than the market");
        }
    }

    private void Fail(PackEntry entry, string problem)
    {
        LetGo(entry, PackState.Failed, problem);
        Noticed?.Invoke(Diagnostic.Create(PackDiagnostics.CandidateFailed, null, Short(entry.Version), problem, Short(_active.Version)));
    }

    private void Begin(PackEntry entry, PackChange change, Action<PackException?> done)
    {
        if (_pending.Count >= MaxPending)
        {
            throw new PackException(PackDiagnostics.TooManyWait, MaxPending);
        }

        _pending.Add(new PendingSwitch(entry, change, _clock.GetTimestamp(), done));
    }

    /// <summary>One switch at a time: the first that waits.</summary>
    private void OfferNext()
    {
        if (_pending is not [{ IsOffered: false } next, ..])
        {
            return;
        }

        if (_pipeline.IsFinished)
        {
            End(next, new PackException(PackDiagnostics.RunIsOver));
        }
        else if (!next.Entry.IsWarm)
        {
            End(next, NotReady(next.Entry, "ready", "put in force"));
        }
        else if (next.Change.Kind == PackChangeKind.Activate && IsComparedWithOther(next.Entry) is { } other)
        {
            End(next, other); // whoever asked before it has changed the rules in force
        }
        else if (_clock.GetElapsedTime(next.Started) > _policy.SwitchTimeout)
        {
            string version = Short(next.Entry.Version);
            LetGo(next.Entry, PackState.Failed, $"it did not catch up within {_policy.SwitchTimeout.TotalSeconds:0.#} s");
            End(next, new PackException(PackDiagnostics.CannotKeepUp, version, _policy.SwitchTimeout.TotalSeconds, Short(_active.Version)));
        }
        else
        {
            EventTime? until = WarmsUntil(next.Entry);
            next.IsOffered = _yard.TryOffer(next.Entry.Warm!, next.Change with { WarmsUntil = until }, outcome => Switched(next, outcome, until));
        }
    }

    private void Switched(PendingSwitch asked, SwitchOutcome outcome, EventTime? warmsUntil)
    {
        asked.IsOffered = false;
        switch (outcome.Outcome)
        {
            case SwitchResult.Behind:
                break; // it follows on, and is offered again
            case SwitchResult.Failed:
                Fail(asked.Entry, asked.Entry.Warm!.Problem!);
                End(asked, new PackException(PackDiagnostics.CandidateFailed, Short(asked.Entry.Version), asked.Entry.Cause!, Short(_active.Version)));
                break;
            case SwitchResult.Ended:
                End(asked, new PackException(PackDiagnostics.RunIsOver));
                break;
            case SwitchResult.Switched:
                TakeOver(asked, outcome, warmsUntil);
                End(asked, null);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private void TakeOver(PendingSwitch asked, SwitchOutcome outcome, EventTime? warmsUntil)
    {
        (_active.Warm, _active.State, _active.Shadow) = (outcome.Previous, PackState.Previous, null);
        PackEntry now = asked.Entry;
        (now.Warm, now.State, now.Shadow, now.WarmsUntil, now.Pause) = (null, PackState.Active, null, warmsUntil, outcome.Pause);
        Enter(now, asked.Change);
    }

    private void Enter(PackEntry now, PackChange change)
    {
        if (_before.TryPeek(out PackEntry? before) && before == now)
        {
            _before.Pop();
            (_active.Cause, _watch) = (change.Cause, null);
        }
        else
        {
            _before.Push(_active);
            _watch = _policy.Rollback.AskForAnything && _pipeline.Window.Look() is { } begin ? new RollbackWatch(_policy.Rollback, begin, _pipeline.Latency) : null;
        }

        _active = now;
    }

    private void SetParams(PackEntry entry, PackChange change, Action<PackException?> done) => Ask(() => _yard.TrySetParams(entry.Program!, change, isSet =>
    {
        if (isSet)
        {
            (_active.State, entry.State, entry.WarmsUntil) = (PackState.Previous, PackState.Active, _active.WarmsUntil);
            Enter(entry, change);
        }
        else
        {
            (entry.State, entry.Cause) = (PackState.Failed, "other rules came into force meanwhile, or the run is over");
        }

        done(isSet ? null : new PackException(PackDiagnostics.ParamsRefused, entry.Cause!));
    }));

    private void Watch()
    {
        if (_watch is null || _pipeline.Window.Look() is not { } now)
        {
            return;
        }

        if (_watch.Failure(now) is { } failure && _before.TryPeek(out PackEntry? before))
        {
            _watch = null;
            Noticed?.Invoke(Diagnostic.Create(PackDiagnostics.RolledBackByItself, null, Short(_active.Version), Short(before.Version), failure));
            RollBack("the conditions of the policy", failure, static _ => { });
        }
        else if (_watch.IsOver(now))
        {
            _watch = null;
        }
    }

    /// <summary>The later of when windows are full and when features are warm that are new; null when all are.</summary>
    private EventTime? WarmsUntil(PackEntry entry)
    {
        EventTime? windows = LookBack.Of(entry.Program!).FullAt(entry.Warm!.KnowsFrom, _yard.At);
        EventTime? features = entry.FeaturesWarmAt > _yard.At ? entry.FeaturesWarmAt : null;
        return windows is null || features > windows ? features ?? windows : windows;
    }

    private void End(PendingSwitch asked, PackException? fault)
    {
        _pending.Remove(asked);
        asked.Done(fault);
    }
}

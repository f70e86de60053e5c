using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>How the rules in force change between two ticks. Members without another word are for the tick thread.</summary>
public sealed partial class TickPipeline
{
    /// <summary>Transactions that a switch may have to follow itself; rules that are further behind are sent back to catch up.</summary>
    private const int MaxCatchUp = 10;

    private readonly TickInbox _inbox = new();
    private readonly List<DecisionProof> _proofsOfTick = [];
    private readonly TapeTransaction _behind = new();

    /// <summary>What the agendas said since the last note on the tape.</summary>
    private AgendaResult?[]? _resolved;

    /// <summary>By <c>decide</c> statement: what was last noted of it, for the memory of the notes; null before it said anything.</summary>
    private AgendaResult?[] _said = [];

    /// <summary>By <c>decide</c> statement: <see cref="DecisionAgenda.MemoryVersion"/> then.</summary>
    private long[] _saidMemory = [];

    /// <summary>The version that decides. Any thread.</summary>
    public string ActiveVersion => Volatile.Read(ref _live).Program.Version;

    /// <summary>The program that decides. Any thread.</summary>
    public BoundProgram ActiveProgram => Volatile.Read(ref _live).Program;

    /// <summary>True once the run is over: nothing more is decided or switched. Any thread.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>What must not be decided again.</summary>
    public ImmutableArray<AgendaMemory> Memory => _live.Memory;

    /// <summary>The committed changes so far; null unless asked for (<see cref="TickPipelineOptions.KeepsTape"/>).</summary>
    internal ChangeTape? Tape { get; }

    /// <summary>Where rows come from, in words. Any thread.</summary>
    internal FactOrigins Origins => _origins;

    internal TickPipelineOptions Options => _options;

    /// <summary>Code that all versions of the run's rules share. Any thread.</summary>
    internal EmittedCode Code { get; } = new();

    /// <summary>The session that decides.</summary>
    internal IRuleSession LiveSession => _live.Rules.Session;

    private EventTime Now => _live.Rules.Session.Now;

    /// <summary>Any thread: asks the tick thread to do something short between two ticks; false when too much waits.</summary>
    internal bool TryPost(Action action) => _inbox.TryPost(action);

    /// <summary>Any thread: asks for everything recorded so far to be readable in the journal, which the tick thread sees to before its next event.</summary>
    /// <param name="handed">Called on the tick thread with the event time of the last transaction; must be short.</param>
    /// <returns>False when the run is over, and everything readable anyway, or when too much is asked of the tick thread already.</returns>
    public bool TryHandOver(Action<EventTime> handed) => !IsFinished && TryPost(() =>
    {
        _recorder.HandOver();
        handed(Now);
    });

    /// <summary>Does now what other threads asked for, as the next tick would: for a run that waits for events.</summary>
    public void ServeNow() => _inbox.Serve();

    /// <summary>Tick thread, for a run that has nothing to process for a while: waits, and does what other threads ask for in the meantime, so that a silent market holds up no change of rules.</summary>
    /// <param name="atMost">How long.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>True when something was done and the wait may go on; false when it is over.</returns>
    public bool ServeWhileWaiting(TimeSpan atMost, CancellationToken stop)
    {
        if (!_inbox.WaitForAsked(atMost, stop.WaitHandle))
        {
            return false;
        }

        _inbox.Serve();
        ShowBeforeWaiting();
        return true;
    }

    /// <summary>Tick thread, for a feed that waits: waits until it has something, and does what other threads ask for in the meantime.</summary>
    /// <returns>False when <paramref name="stop"/> is set instead.</returns>
    internal bool ServeUntil(WaitHandle ready, CancellationToken stop)
    {
        if (ready.WaitOne(0))
        {
            return true;
        }

        InboxSignal signal = InboxSignal.Asked;
        while (signal == InboxSignal.Asked)
        {
            _inbox.Serve();
            ShowBeforeWaiting();
            signal = _inbox.WaitForAskedOr(ready, stop.WaitHandle);
        }

        return signal == InboxSignal.Ready;
    }

    /// <summary>Records rules that were staged and tells from now on what they read, so that their windows begin to fill.</summary>
    /// <returns>When the features are warm that nobody asked for before; the least time when there are none.</returns>
    internal EventTime Stage(StagedRules staged)
    {
        _recorder.Staged(Now, staged.Record);
        _given.Learn(staged.Program);
        if (_wanted.Covers(staged.Reads))
        {
            _wanted.Shorten(staged.Program);
            return new EventTime(long.MinValue);
        }

        SuppliedPredicates wider = _wanted.With(staged.Program), before = _wanted;
        _mapper.Widen(wider);
        _account.Widen(wider);
        _account.Publish(_changes); // told with the next transaction
        _wanted = wider;
        long warmUpMs = wider.Schema.Features.Where(f => !before.Schema.Features.Contains(f)).Select(static f => f.WarmUpMs).DefaultIfEmpty(0).Max();
        return warmUpMs == 0 ? new EventTime(long.MinValue) : new EventTime(Now.Nanoseconds + (warmUpMs * 1_000_000));
    }

    /// <summary>Lets rules that are about to be offered follow what they are behind, so that the switch, between the next two ticks, finds their tables and the memory of their agendas near the processor.</summary>
    /// <returns>False when there was nothing to follow, or they cannot be put in force: then offer them at once.</returns>
    internal bool FollowAhead(WarmRules warm)
    {
        long started = _options.Clock.GetTimestamp();
        warm.AheadNs = 0;
        if (IsFinished || Tape is null || warm.Cursor.Position >= Tape.Published || CatchUp(warm) != SwitchResult.Switched)
        {
            return false;
        }

        warm.Deciding.Adopt(_live.Memory);
        warm.AheadNs = ElapsedNs(started);
        return true;
    }

    /// <summary>Puts warm rules in force, between two transactions: the last changes are followed, the memory of what was decided is handed over, the change is recorded.</summary>
    /// <exception cref="Journal.JournalException">The change cannot be recorded: nothing more must be processed.</exception>
    /// <param name="warm">The rules.</param>
    /// <param name="change">Who asks, and why.</param>
    /// <param name="record">Made before, so that it need not be made now; null, or one for other rules in force, is made anew.</param>
    internal SwitchOutcome Offer(WarmRules warm, PackChange change, ChangeRecord? record = null)
    {
        long started = _options.Clock.GetTimestamp();
        if (IsFinished || Tape is null)
        {
            return new SwitchOutcome(SwitchResult.Ended, 0, null, default);
        }

        SwitchResult caughtUp = CatchUp(warm);
        if (caughtUp != SwitchResult.Switched)
        {
            return new SwitchOutcome(caughtUp, 0, null, new SwitchPause { CatchUpNs = ElapsedNs(started) });
        }

        (WarmRules previous, SwitchPause pause) = PutInForce(warm, change, record, new SwitchPause { AheadNs = warm.AheadNs, CatchUpNs = LapNs(ref started) });
        return new SwitchOutcome(SwitchResult.Switched, _live.Rules.Sequence, previous, pause);
    }

    /// <summary>Sets parameters of the live rules, from the next transaction on; no rule is compiled.</summary>
    /// <param name="program">The live rules with these values.</param>
    /// <param name="change">Who asked.</param>
    internal void SetParams(BoundProgram program, PackChange change)
    {
        _recorder.Changed(_live.Rules.Sequence, Now, ChangeRecord.Of(_live.Program.Version, program, 0, change, _live.Measures));
        _recorder.HandOver();
        _live.SetParams(program);
        _proofOptions = ProofsOf(_live);
        Mirror?.Switch(program, _live.Measures, Now, WarmsUntil);
        ResolvedAnew();
    }

    /// <summary>From the live transaction that the rules in force began to follow, for the record; 0 from the beginning.</summary>
    internal long LiveSince { get; private set; }

    /// <summary>The record before which nothing of their past was read; 0 for its beginning.</summary>
    internal long LivePastFrom { get; private set; }

    private EventTime _liveKnowsFrom = new(long.MinValue);

    private SwitchResult CatchUp(WarmRules warm)
    {
        TapeCursor cursor = warm.Cursor;
        for (int i = 0; i < MaxCatchUp && _behind.TryRead(ref cursor, Tape!.Published); i++)
        {
            warm.Follow(_behind.Sequence, _behind.At, _behind.Changes, decides: false);
        }

        warm.Cursor = cursor;
        return warm.Problem is not null ? SwitchResult.Failed
            : cursor.Position < Tape!.Published ? SwitchResult.Behind
            : SwitchResult.Switched;
    }

    private (WarmRules Previous, SwitchPause Pause) PutInForce(WarmRules warm, PackChange change, ChangeRecord? record, SwitchPause pause)
    {
        long started = _options.Clock.GetTimestamp();
        DecidingRules next = warm.Deciding;
        next.Adopt(_live.Memory);
        next.WarmsUntil = change.WarmsUntil;
        next.Rules.ContinueFrom(_live.Rules.Sequence);
        pause = pause with { MemoryNs = LapNs(ref started) };
        ChangeRecord fitting = record?.From == _live.Program.Version ? record! : ChangeRecord.Of(_live.Program.Version, next.Program, warm.Since, change, next.Measures, warm.PastFrom);
        _recorder.Changed(_live.Rules.Sequence, Now, fitting);
        pause = pause with { RecordNs = LapNs(ref started) };
        _recorder.HandOver();
        pause = pause with { FlushNs = LapNs(ref started) };
        WarmRules previous = new(_live) { Since = LiveSince, PastFrom = LivePastFrom, KnowsFrom = _liveKnowsFrom, Cursor = Tape!.End };
        (LiveSince, LivePastFrom, _liveKnowsFrom) = (warm.Since, warm.PastFrom, warm.KnowsFrom);
        Volatile.Write(ref _live, next);
        _proofOptions = ProofsOf(next);
        Mirror?.Switch(next.Program, next.Measures, Now, WarmsUntil);
        ResolvedAnew();
        return (previous, pause with { ExchangeNs = LapNs(ref started) });
    }

    /// <summary>What was resolved so far was said by other agendas; the proofs of what they emitted stay for the next note.</summary>
    private void ResolvedAnew() => (_resolved, _said) = (null, []);

    /// <summary>What tells the same as what was noted last is not noted: notes of thousands of transactions live, and that is what the collector's pauses consist of (docs/adr/0180).</summary>
    private void NoteResolved(int decide, AgendaResult resolved)
    {
        if (Tape is null)
        {
            return;
        }

        if (_said.Length == 0)
        {
            (_said, _saidMemory) = (new AgendaResult?[_live.Agendas.Length], new long[_live.Agendas.Length]);
        }

        long memory = _live.Agendas[decide].MemoryVersion;
        if (_said[decide]?.TellsTheSameAs(resolved) != true || _saidMemory[decide] != memory)
        {
            _resolved ??= new AgendaResult?[_live.Agendas.Length];
            AgendaResult noted = BareResults.Of(resolved);
            (_resolved[decide], _said[decide], _saidMemory[decide]) = (noted, noted, memory);
        }
    }

    private void CloseTape(EventTime at)
    {
        if (Tape is not null)
        {
            bool isNews = _resolved is not null || _proofsOfTick.Count > 0;
            Tape.Close(_live.Rules.Sequence, at, isNews ? new TapeNote(ResultsOfTick(), [.. _proofsOfTick], MemoryOfTick()) : null);
        }

        _resolved = null;
        _proofsOfTick.Clear();
    }

    private ImmutableArray<KeyValuePair<string, AgendaResult>> ResultsOfTick()
    {
        ImmutableArray<KeyValuePair<string, AgendaResult>>.Builder results = ImmutableArray.CreateBuilder<KeyValuePair<string, AgendaResult>>(_resolved?.Count(static r => r is not null) ?? 0);
        for (int i = 0; i < (_resolved?.Length ?? 0); i++)
        {
            if (_resolved![i] is { } resolved)
            {
                results.Add(KeyValuePair.Create(_live.Agendas[i].Name, resolved));
            }
        }

        return results.MoveToImmutable();
    }

    private ImmutableArray<AgendaMemory> MemoryOfTick()
    {
        AgendaMemory[] memory = new AgendaMemory[_live.Agendas.Length];
        for (int i = 0; i < memory.Length; i++)
        {
            memory[i] = i < _said.Length && _said[i] is { } said ? _live.Agendas[i].MemoryWith(said.NonDecisions) : _live.Agendas[i].Memory;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(memory);
    }

    private ProofOptions ProofsOf(DecidingRules rules)
    {
        IReadOnlyDictionary<string, string> measures = rules.Measures;
        return new ProofOptions { OriginOf = fact => _origins.Describe(_given.OriginOf(fact)), TimeOf = _given.TimeOf, MeasureOf = fact => FactMeasures.Of(measures, fact) };
    }

    /// <summary>Nanoseconds since then; the next lap begins now.</summary>
    private long LapNs(ref long started)
    {
        long now = _options.Clock.GetTimestamp(), before = started;
        started = now;
        return (long)_options.Clock.GetElapsedTime(before, now).TotalNanoseconds;
    }

    private long ElapsedNs(long started) => (long)_options.Clock.GetElapsedTime(started).TotalNanoseconds;
}

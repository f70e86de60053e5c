using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>One tick, from market event to journalled order. Read this file first.</summary>
/// <remarks>
/// event → fact changes (<see cref="FactMapper"/>) → transaction (<see cref="TickRules"/>) → decisions and non-decisions
/// (<see cref="DecisionAgenda"/>) → orders and verdicts (<see cref="OrderDesk"/>) → journal → fills on paper → the facts they change, in a
/// transaction of their own. Single-threaded; the same events give the same journal to the byte.
/// </remarks>
public sealed partial class TickPipeline : IDisposable
{
    /// <summary>Fills change positions, which may lead to further decisions in the same tick; after this many rounds the rest waits for the next tick.</summary>
    private const int MaxRoundsPerTick = 4;

    private readonly TickPipelineOptions _options;
    private readonly IRunObserver _observer;
    private readonly RiskState _risk;
    private readonly FactMapper _mapper;
    private readonly AccountFacts _account;
    private readonly OrderDesk _desk;
    private readonly RunRecorder _recorder;
    private readonly CarriedChanges _carried;
    private readonly FactOrigins _origins;
    private readonly GivenLedger _given;
    private readonly RowChanges _changes = new();
    private readonly DeskFacts? _deskFacts;
    private DecidingRules _live;
    private ProofOptions _proofOptions;
    private SuppliedPredicates _wanted;

    /// <param name="program">What decides.</param>
    /// <param name="options">Limits, instruments, journal.</param>
    /// <param name="bookOf">The book behind an event, as of that event.</param>
    /// <param name="observer">Who watches.</param>
    public TickPipeline(BoundProgram program, TickPipelineOptions options, BookLookup bookOf, IRunObserver observer)
    {
        _options = options = options with { StartingEquity = options.Past?.Equity ?? options.StartingEquity };
        _observer = observer;
        (_live, RestoredPast? restored) = Restore(program, options, Code);
        _risk = new RiskState(options.Limits, options.Instruments, options.StartingEquity);
        _wanted = new SuppliedPredicates(program);
        _mapper = new FactMapper(_wanted, bookOf, options.Models);
        _account = new AccountFacts(_wanted, _risk);
        _origins = new FactOrigins(options.FeedNames);
        _given = new GivenLedger(program);
        _proofOptions = ProofsOf(_live);
        Mirror = options.MirrorCapacity > 0 ? new RunMirror(program, _origins, _live.Measures, _given, options.MirrorCapacity) : null;
        Tape = options.KeepsTape ? new ChangeTape() : null;
        _desk = new OrderDesk(_risk, new IntentMapper(_risk.Positions), new PaperBroker(() => _live.Rules.Session), QuoteOf);
        _deskFacts = options.Desk is { } desk ? new DeskFacts(desk, options.WaitsForDesk) : null;
        _recorder = new RunRecorder(options.Journal, new NonDecisionSample(options.RecordNonDecisionsEvery));
        _carried = new CarriedChanges();
        _live.WarmsUntil = WarmingOf(program, options, restored);
        PastFrom = restored?.Taken.From ?? _recorder.Records; // where it will stand
        (LiveSince, _liveKnowsFrom) = restored is null ? (0, _liveKnowsFrom) : (restored.Taken.Since, restored.KnownFrom);
        _recorder.Started(program, options, _proofOptions, _live.Measures, restored?.Taken, WarmsUntil);
        RestoreMemory(program, restored);
        Begin(restored);
    }

    public RunCounters Counters { get; } = new();

    /// <summary>The state for readers on other threads; null unless asked for.</summary>
    public RunMirror? Mirror { get; }

    /// <summary>Nanoseconds from the event's arrival here to the end of its last record.</summary>
    public LatencyHistogram Latency { get; } = new();

    /// <summary>The first part of <see cref="Latency"/>: features computed and facts mapped.</summary>
    public LatencyHistogram Mapping { get; } = new();

    /// <summary>What scores; their counts may be read by any thread.</summary>
    public RunModels Models => _options.Models;

    /// <summary>Counters and account for other threads.</summary>
    public RunWindow Window { get; } = new();

    /// <summary>Positions and equity so far.</summary>
    public PositionBook Positions => _risk.Positions;

    /// <summary>The journal's hash so far; null without a journal.</summary>
    public string? JournalHash => _recorder.Hash;

    public long JournalRecords => _recorder.Records;

    /// <summary>Processes one event to its end.</summary>
    /// <exception cref="Journal.JournalException">The journal cannot be written: nothing more must be processed.</exception>
    public void Process(in MarketEvent marketEvent)
    {
        if (_inbox.IsAsked)
        {
            _inbox.Serve();
        }

        long started = _options.Clock.GetTimestamp();
        Counters.Ticks++;
        if (marketEvent.Kind == MarketEventKind.Status)
        {
            _recorder.Status(Now, marketEvent);
            _observer.OnStatus(marketEvent);
        }

        _mapper.Map(marketEvent, _changes); // behind what the fills of the tick before have left
        _deskFacts?.Tell(_live.Program, _wanted, _changes);
        TellNotices();
        Settle(marketEvent.Time, IsLoss(marketEvent));
        Mapping.Record((long)_options.Clock.GetElapsedTime(started).TotalNanoseconds);
        Mark(marketEvent);
        for (int round = 0; _changes.Count > 0 && round < MaxRoundsPerTick; round++)
        {
            Transact(Later(marketEvent.Time, Now));
        }

        _deskFacts?.Offer(_live.Program, _live.Rules.Session, Now);

        Latency.Record((long)_options.Clock.GetElapsedTime(started).TotalNanoseconds);
        Window.Pass(Counters.Ticks);
        if (Window.IsWanted)
        {
            Window.Show(RunView.Of(this, Now));
        }
    }

    /// <summary>For a run that is about to wait: puts its figures and state as they stand up for readers, where there are any.</summary>
    internal void ShowBeforeWaiting()
    {
        Mirror?.CloseBeforeWaiting();
        ShowFigures();
    }

    /// <summary>Puts the figures as they stand up for readers, where there are any and they are news.</summary>
    internal void ShowFigures()
    {
        if (Mirror is not null && Window.IsStale)
        {
            Window.Show(RunView.Of(this, Now));
        }
    }

    /// <summary>Ends the run in good order: totals into the journal.</summary>
    public void Finish()
    {
        _inbox.Serve();
        IsFinished = true;
        Mirror?.AskForSnapshot(); // readers that were lost have no later chance
        Mirror?.CloseBeforeWaiting();
        _recorder.Ended(Now, Counters);
        Window.Show(RunView.Of(this, Now));
    }

    public void Dispose()
    {
        _options.Models.Dispose();
        _options.Desk?.Dispose();
        _recorder.Dispose();
        _inbox.Dispose();
    }

    /// <summary>The first transaction: what the account holds.</summary>
    private void Begin(RestoredPast? restored)
    {
        _options.Past?.Book(_risk, _options.BeginsAt ?? _options.Past.At);
        if (restored is null)
        {
            _account.Publish(_changes);
            Transact(EventTime.Zero);
        }
        else
        {
            Join(restored);
        }
    }

    /// <summary>Commits the pending changes and follows what they decide; leaves the changes that fills made as the next pending ones.</summary>
    private void Transact(EventTime at, bool decides = true)
    {
        for (int i = 0; i < SessionLimits.Default.MaxTimers && _live.Rules.RunTimer(at); i++)
        {
            _recorder.Timer(_live.Rules.Sequence, _live.Rules.At);
            NoteOutcome(_live.Rules.Outcome);
            Conclude(decides);
        }

        _carried.MoveTo(_changes);
        _live.Rules.Commit(at, _changes);
        NoteSkipped();
        _recorder.Changes(_live.Rules.Sequence, at, _changes, _origins);
        NoteOutcome(_live.Rules.Outcome);
        if (_live.Rules.Outcome == TransactionOutcome.Committed)
        {
            Note(at);
        }
        else
        {
            _carried.Keep(_changes);
        }

        _changes.Clear();
        Conclude(decides);
        if (_live.Rules.Outcome == TransactionOutcome.Committed)
        {
            Mirror?.Close(_live.Rules.Sequence, at);
            CloseTape(at);
        }
    }

    /// <summary>Timers beyond those followed one by one ran within the commit; nothing was decided in them, but the order of transactions counts them.</summary>
    private void NoteSkipped()
    {
        foreach (TransactionResult timer in _live.Rules.SkippedTimers)
        {
            _recorder.Timer(timer.Sequence, timer.At);
            NoteOutcome(timer.Outcome, timer);
        }
    }

    private void NoteOutcome(TransactionOutcome outcome, TransactionResult? transaction = null)
    {
        Counters.Transactions++;
        if (outcome != TransactionOutcome.Committed)
        {
            Counters.Rollbacks++;
            transaction ??= _live.Rules.Summary();
            _recorder.RolledBack(transaction);
            _observer.OnRollback(transaction);
        }
    }

    /// <summary>Follows what a transaction decides. After one that was rolled back no entry is decided until one commits.</summary>
    private void Conclude(bool decides)
    {
        Counters.GivenChanges += _live.Rules.GivenChanges;
        Counters.DerivedChanges += _live.Rules.DerivedChanges;
        Counters.FailedLiterals += _live.Rules.FailedLiterals;
        for (int i = 0; decides && i < _live.Agendas.Length; i++)
        {
            if (_live.Rules.Resolve(_live.Agendas[i]) is { } resolved)
            {
                Mirror?.Resolved(i, resolved);
                NoteResolved(i, resolved);
                Follow(_live.Agendas[i], resolved);
            }
        }
    }

    private void Note(EventTime at)
    {
        for (int i = 0; i < _changes.Count; i++)
        {
            FactOrigin origin = FactOrigins.Of(_changes.RowOf(i));
            ToldRow told = _given.Note(_changes, i, at, origin);
            Mirror?.Note(_changes, i, told);
            Tape?.Note(_changes, i, at, origin);
        }
    }

    private void Follow(DecisionAgenda agenda, AgendaResult resolved)
    {
        foreach (NonDecision news in resolved.NewNonDecisions)
        {
            Counters.NonDecisions++;
            RunCounters.Count(Counters.NonDecisionsByReason, ReasonWords.Of(news));
            NonDecisionProof? proof = _recorder.RecordsNextNonDecision()
                ? DecisionProofBuilder.Explain(_live.Rules.Session, _live.Program, agenda.Name, news, resolved, _proofOptions)
                : null;
            if (proof is not null)
            {
                _recorder.NonDecision(resolved, proof);
            }

            _observer.OnNonDecision(resolved.At, news, proof);
        }

        foreach (Decision decision in resolved.Decisions)
        {
            if (decision.Status == DecisionStatus.Emitted)
            {
                Act(decision, resolved);
            }
        }
    }

    private void Act(Decision decision, AgendaResult resolved)
    {
        Counters.Decisions++;
        RunCounters.Count(Counters.DecisionsByRule, decision.RuleId);
        DecisionProof proof = DecisionProofBuilder.Explain(_live.Rules.Session, _live.Program, decision, resolved, _proofOptions);
        _proofsOfTick.Add(proof);
        (IntentPlan plan, ImmutableArray<RiskVerdict> verdicts) = _desk.Review(decision);
        _recorder.Decision(Counters.Decisions, decision, proof, plan, verdicts);
        CountVerdicts(plan, verdicts);
        ImmutableArray<Fill> fills = _desk.Send(verdicts);
        foreach (Fill fill in fills)
        {
            Counters.Fills++;
            _recorder.Fill(decision, fill);
        }

        _account.Publish(_changes);
        _observer.OnDecision(new DecisionOutcome(Counters.Decisions, decision, proof, plan.Problem, verdicts, fills));
    }

    private void CountVerdicts(IntentPlan plan, ImmutableArray<RiskVerdict> verdicts)
    {
        if (plan.Problem is not null)
        {
            Counters.OrdersRefused++;
            RunCounters.Count(Counters.Refusals, "ACTION_NOT_UNDERSTOOD");
        }

        foreach (RiskVerdict verdict in verdicts)
        {
            Counters.OrdersAccepted += verdict.IsAccepted ? 1 : 0;
            Counters.OrdersRefused += verdict.IsAccepted ? 0 : 1;
            foreach (RiskViolation violation in verdict.Violations)
            {
                RunCounters.Count(Counters.Refusals, RiskCodes.Name(violation.Code));
            }
        }
    }

    /// <summary>Values what is held at the mid of the quote, so that losses and price ages are known to the gate.</summary>
    private void Mark(in MarketEvent marketEvent)
    {
        if (_mapper.Find(marketEvent.Instrument) is { State: FeedState.Live, Quote: { } quote } facts)
        {
            _risk.Mark(facts.Id, Dec8.Midpoint(quote.BidPrice, quote.AskPrice), marketEvent.Time);
        }
    }

    /// <summary>What is known of an instrument: by this run, or until it has heard of it by the one before.</summary>
    private Quote? QuoteOf(InstrumentId instrument) =>
        _mapper.Find(new Instrument(instrument.Venue, instrument.Symbol)) is { } facts ? facts.State == FeedState.Live ? facts.Quote : null
        : _bridged is not null && _bridged.TryQuote(instrument, out Quote? quote) ? quote : null;

    private void TellNotices()
    {
        foreach (ModelNotice notice in _mapper.Notices)
        {
            _recorder.Notice(Now, notice);
            _observer.OnModelNotice(notice);
        }

        _mapper.Notices.Clear();
    }

    private static EventTime Later(EventTime a, EventTime b) => a > b ? a : b;
}

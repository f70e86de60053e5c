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
public sealed class TickPipeline : IDisposable
{
    /// <summary>Fills change positions, which may lead to further decisions in the same tick; after this many rounds the rest waits for the next tick.</summary>
    private const int MaxRoundsPerTick = 4;

    private readonly BoundProgram _program;
    private readonly TickPipelineOptions _options;
    private readonly IRunObserver _observer;
    private readonly TickRules _rules;
    private readonly DecisionAgenda[] _agendas;
    private readonly RiskState _risk;
    private readonly FactMapper _mapper;
    private readonly AccountFacts _account;
    private readonly ProofOptions _proofOptions;
    private readonly OrderDesk _desk;
    private readonly RunRecorder _recorder;
    private readonly CarriedChanges _carried;
    private readonly FactOrigins _origins;
    private readonly GivenLedger _given;
    private readonly RowChanges _changes = new();

    /// <param name="program">What decides.</param>
    /// <param name="options">Limits, instruments, journal.</param>
    /// <param name="bookOf">The book behind an event, as of that event.</param>
    /// <param name="observer">Who watches.</param>
    public TickPipeline(BoundProgram program, TickPipelineOptions options, BookLookup bookOf, IRunObserver observer)
    {
        _program = program;
        _options = options;
        _observer = observer;
        _rules = TickRules.Over(RuleSession.Start(program, options.Engine, new SessionLimits { MaxCreatedFacts = options.MaxCreatedFacts }).Session);
        _agendas = [.. program.Decides.Select((_, i) => new DecisionAgenda(program, i))];
        _risk = new RiskState(options.Limits, options.Instruments, options.StartingEquity);
        SuppliedPredicates wanted = new(program);
        _mapper = new FactMapper(wanted, bookOf, options.Models);
        _account = new AccountFacts(wanted, _risk);
        _origins = new FactOrigins(options.FeedNames);
        _given = new GivenLedger(program);
        Dictionary<string, string> measures = wanted.Schema.Features.ToDictionary(static f => f.Name, FactOrigins.MeasureOf, StringComparer.Ordinal);
        _proofOptions = new ProofOptions { OriginOf = fact => _origins.Describe(_given.OriginOf(fact)), TimeOf = _given.TimeOf, MeasureOf = measures.GetValueOrDefault };
        Mirror = options.MirrorCapacity > 0 ? new RunMirror(program, _origins, _given, measures, options.MirrorCapacity) : null;
        _desk = new OrderDesk(_risk, new IntentMapper(_risk.Positions), new PaperBroker(_rules.Session), QuoteOf);
        _recorder = new RunRecorder(options.Journal, new NonDecisionSample(options.RecordNonDecisionsEvery));
        _carried = new CarriedChanges();
        _recorder.Started(program, options, _proofOptions, measures);
        _account.Publish(_changes);
        Transact(EventTime.Zero);
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
        long started = _options.Clock.GetTimestamp();
        Counters.Ticks++;
        if (marketEvent.Kind == MarketEventKind.Status)
        {
            _recorder.Status(_rules.Session.Now, marketEvent);
            _observer.OnStatus(marketEvent);
        }

        _mapper.Map(marketEvent, _changes); // behind what the fills of the tick before have left
        Mapping.Record((long)_options.Clock.GetElapsedTime(started).TotalNanoseconds);
        Mark(marketEvent);
        for (int round = 0; _changes.Count > 0 && round < MaxRoundsPerTick; round++)
        {
            Transact(Later(marketEvent.Time, _rules.Session.Now));
        }

        Latency.Record((long)_options.Clock.GetElapsedTime(started).TotalNanoseconds);
        if (Window.IsWanted)
        {
            Window.Show(RunView.Of(this, _rules.Session.Now));
        }
    }

    /// <summary>Ends the run in good order: totals into the journal.</summary>
    public void Finish()
    {
        _recorder.Ended(_rules.Session.Now, Counters);
        Window.Show(RunView.Of(this, _rules.Session.Now));
    }

    public void Dispose()
    {
        _options.Models.Dispose();
        _recorder.Dispose();
    }

    /// <summary>Commits the pending changes and follows what they decide; leaves the changes that fills made as the next pending ones.</summary>
    private void Transact(EventTime at)
    {
        for (int i = 0; i < SessionLimits.Default.MaxTimers && _rules.RunTimer(at); i++)
        {
            _recorder.Timer(_rules.Sequence, _rules.At);
            NoteOutcome(_rules.Outcome);
            Conclude();
        }

        _carried.MoveTo(_changes);
        _rules.Commit(at, _changes);
        NoteSkipped();
        _recorder.Changes(_rules.Sequence, at, _changes, _origins);
        NoteOutcome(_rules.Outcome);
        if (_rules.Outcome == TransactionOutcome.Committed)
        {
            Note(at);
        }
        else
        {
            _carried.Keep(_changes);
        }

        _changes.Clear();
        Conclude();
        if (_rules.Outcome == TransactionOutcome.Committed)
        {
            Mirror?.Close(_rules.Sequence, at);
        }
    }

    /// <summary>Timers beyond those followed one by one ran within the commit; nothing was decided in them, but the order of transactions counts them.</summary>
    private void NoteSkipped()
    {
        foreach (TransactionResult timer in _rules.SkippedTimers)
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
            transaction ??= _rules.Summary();
            _recorder.RolledBack(transaction);
            _observer.OnRollback(transaction);
        }
    }

    /// <summary>Follows what a transaction decides. After one that was rolled back no entry is decided until one commits.</summary>
    private void Conclude()
    {
        Counters.GivenChanges += _rules.GivenChanges;
        Counters.DerivedChanges += _rules.DerivedChanges;
        Counters.FailedLiterals += _rules.FailedLiterals;
        for (int i = 0; i < _agendas.Length; i++)
        {
            if (_rules.Resolve(_agendas[i]) is { } resolved)
            {
                Mirror?.Resolved(i, resolved);
                Follow(_agendas[i], resolved);
            }
        }
    }

    private void Note(EventTime at)
    {
        for (int i = 0; i < _changes.Count; i++)
        {
            FactOrigin origin = FactOrigins.Of(_changes.RowOf(i));
            _given.Note(_changes, i, at, origin);
            Mirror?.Note(_changes, i, at, origin);
        }
    }

    private void Follow(DecisionAgenda agenda, AgendaResult resolved)
    {
        foreach (NonDecision news in resolved.NewNonDecisions)
        {
            Counters.NonDecisions++;
            RunCounters.Count(Counters.NonDecisionsByReason, ReasonWords.Of(news));
            if (_recorder.RecordsNextNonDecision())
            {
                _recorder.NonDecision(resolved, DecisionProofBuilder.Explain(_rules.Session, _program, agenda.Name, news, resolved, _proofOptions));
            }

            _observer.OnNonDecision(resolved.At, news);
        }

        foreach (Decision decision in resolved.Emitted)
        {
            Act(decision, resolved);
        }
    }

    private void Act(Decision decision, AgendaResult resolved)
    {
        Counters.Decisions++;
        RunCounters.Count(Counters.DecisionsByRule, decision.RuleId);
        DecisionProof proof = DecisionProofBuilder.Explain(_rules.Session, _program, decision, resolved, _proofOptions);
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
        if (_mapper.Find(marketEvent.Instrument)?.Quote is { } quote && _mapper.Find(marketEvent.Instrument)!.State == FeedState.Live)
        {
            Dec8 mid = new((long)Dec8.DivideHalfEven((Int128)quote.BidPrice.Raw + quote.AskPrice.Raw, 2));
            _risk.Mark(new InstrumentId(marketEvent.Venue, marketEvent.Symbol), mid, marketEvent.Time);
        }
    }

    private Quote? QuoteOf(InstrumentId instrument) =>
        _mapper.Find(new Instrument(instrument.Venue, instrument.Symbol)) is { State: FeedState.Live } facts ? facts.Quote : null;

    private static EventTime Later(EventTime a, EventTime b) => a > b ? a : b;
}

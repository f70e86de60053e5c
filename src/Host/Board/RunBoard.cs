using System.Collections.Concurrent;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Host;

/// <summary>What a run has told so far, put up for readers: the newest decisions with their proofs, non-decisions, events, counts.</summary>
/// <remarks>
/// Told on the tick thread, which counts, writes what is kept by the thousand into memory of its own (some microseconds for a decision, of which there are hundreds a second at
/// most), and stores references; nothing is locked or waited for there.
/// </remarks>
internal sealed class RunBoard(HostOptions options) : IRunObserver
{
    private const int EventsKept = 4_096;
    private const int AlertsKept = 1_000;
    private const int MaxVenues = 1_000;

    private readonly RowWriter _rows = new();
    private readonly HashSet<string> _outages = new(StringComparer.Ordinal);
    private long _nonDecisions;
    private long _lastEventAt;
    private int _silentVenues;

    public KeptDecisions Decisions { get; } = new(options.DecisionsKept);

    public RecentRing<NonDecisionEvent> NonDecisions { get; } = new(options.NonDecisionsKept);

    public RecentRing<BoardEvent> Events { get; } = new(EventsKept);

    /// <summary>Those of the events that are neither decisions nor non-decisions, which would push them out.</summary>
    public RecentRing<BoardEvent> Alerts { get; } = new(AlertsKept);

    /// <summary>By rule id; given candidates have the empty id.</summary>
    public ConcurrentDictionary<string, RuleCount> Rules { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<TradeKey, long> Trades { get; } = new();

    /// <summary>Event time of the first event; null before it.</summary>
    public EventTime? Started { get; private set; }

    /// <summary>Wall time since the run last told something; zero before.</summary>
    public TimeSpan SinceLastEvent => Volatile.Read(ref _lastEventAt) is var at and not 0 ? options.Clock.GetElapsedTime(at) : TimeSpan.Zero;

    /// <summary>Venues that are known to be silent.</summary>
    public int SilentVenues => Volatile.Read(ref _silentVenues);

    public long Rollbacks { get; private set; }

    public void OnStarted(EventTime first) => Started = first;

    public void OnDecision(DecisionOutcome outcome)
    {
        CountOf(outcome.Decision.RuleId).Decided();
        foreach (RiskVerdict verdict in outcome.Verdicts)
        {
            bool isFilled = outcome.Fills.Any(f => f.Instrument == verdict.Order.Instrument);
            Count(new TradeKey(outcome.Decision.RuleId, verdict.Order.Instrument.Symbol, !verdict.IsAccepted ? "refused" : isFilled ? "filled" : "unfilled"));
        }

        Decision decision = outcome.Decision;
        DecisionEvent told = new(decision.At, outcome.Number, decision.Id, decision.RuleId, decision.Key, DecisionStatus.Of(outcome), _rows.Of(outcome), DecisionJson.ToUtf8(outcome.Proof));
        Decisions.Add(told);
        Tell(told);
    }

    public void OnNonDecision(EventTime at, NonDecision nonDecision) => OnNonDecision(at, nonDecision, null);

    public void OnNonDecision(EventTime at, NonDecision nonDecision, NonDecisionProof? proof)
    {
        CountOf(nonDecision.Candidate.RuleId).NotDecided(ReasonKinds.Of(nonDecision.Reasons[0]));
        Candidate candidate = nonDecision.Candidate;
        long number = ++_nonDecisions;
        NonDecisionEvent told = new(
            at, number, candidate.RuleId, candidate.Key, ReasonKinds.BitsOf(nonDecision), _rows.Of(at, number, nonDecision, proof), proof?.Id, proof is null ? null : DecisionJson.ToUtf8(proof));
        NonDecisions.Add(told);
        Tell(told);
    }

    public void OnStatus(in MarketEvent status)
    {
        NoteOutage(status.Venue, status.Status.Kind);
        Tell(new StatusEvent(status.Time, status.Instrument.ToString(), status.Status.Kind.ToString(), status.Text));
    }

    public void OnModelNotice(ModelNotice notice) => Tell(new ModelEvent(notice));

    public void OnRollback(TransactionResult result)
    {
        Rollbacks++;
        Tell(new RollbackEvent(result.At, result.Sequence, result.Code, result.Problem));
    }

    private void Tell(BoardEvent told)
    {
        Events.Add(told);
        if (told is not WrittenEvent)
        {
            Alerts.Add(told);
        }

        Volatile.Write(ref _lastEventAt, options.Clock.GetTimestamp());
    }

    private RuleCount CountOf(string rule) => Rules.TryGetValue(rule, out RuleCount? count) ? count : Rules.GetOrAdd(rule, static _ => new RuleCount());

    /// <summary>Only the tick thread writes, so a read and a write are as good as an increment.</summary>
    private void Count(TradeKey key) => Trades[key] = Trades.GetValueOrDefault(key) + 1;

    private void NoteOutage(string venue, FeedStatusKind kind)
    {
        if (kind is FeedStatusKind.Outage && _outages.Count < MaxVenues)
        {
            _outages.Add(venue);
        }
        else if (kind is FeedStatusKind.Resumed)
        {
            _outages.Remove(venue);
        }

        Volatile.Write(ref _silentVenues, _outages.Count);
    }
}

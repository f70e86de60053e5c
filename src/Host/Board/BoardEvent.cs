using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host;

/// <summary>Something that a run told. Immutable; made on the tick thread, written as JSON on others.</summary>
/// <param name="At">Event time.</param>
internal abstract record BoardEvent(EventTime At);

internal sealed record DecisionEvent(DecisionOutcome Outcome) : BoardEvent(Outcome.Decision.At);

/// <param name="At">Event time.</param>
/// <param name="Number">Counts the run's non-decisions from 1.</param>
/// <param name="NonDecision">The candidate and its reasons.</param>
internal sealed record NonDecisionEvent(EventTime At, long Number, NonDecision NonDecision) : BoardEvent(At);

/// <param name="At">Event time.</param>
/// <param name="Instrument"><c>/venue:SYMBOL</c>.</param>
/// <param name="Status">The kind of status.</param>
/// <param name="Text">The simulated phase, or nothing.</param>
internal sealed record StatusEvent(EventTime At, string Instrument, string Status, string Text) : BoardEvent(At);

internal sealed record ModelEvent(ModelNotice Notice) : BoardEvent(Notice.At);

internal sealed record RollbackEvent(EventTime At, long Sequence) : BoardEvent(At);

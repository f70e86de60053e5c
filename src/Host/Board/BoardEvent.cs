using System.Collections.Immutable;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host;

/// <summary>Something that a run told. Immutable; made on the tick thread, written as JSON on others.</summary>
/// <param name="At">Event time.</param>
internal abstract record BoardEvent(EventTime At);

/// <summary>An event that is kept by the thousand, as the JSON that is answered: one object for the collector, where its parts would be a hundred (docs/adr/0191).</summary>
/// <param name="At">Event time.</param>
/// <param name="Number">Counts the run's events of the kind from 1.</param>
/// <param name="RuleId">The candidate's rule.</param>
/// <param name="Key">The candidate's key.</param>
/// <param name="Json">The row as <see cref="EventJson"/> writes it, UTF-8.</param>
internal abstract record WrittenEvent(EventTime At, long Number, string RuleId, ImmutableArray<Value> Key, byte[] Json) : BoardEvent(At);

/// <param name="At">Event time.</param>
/// <param name="Number">Counts the run's decisions from 1.</param>
/// <param name="Id">The decision's id.</param>
/// <param name="RuleId">The winner's rule.</param>
/// <param name="Key">The winner's key.</param>
/// <param name="Status">One of <see cref="DecisionStatus.All"/>.</param>
/// <param name="Json">The row.</param>
/// <param name="Proof">As <see cref="Explain.DecisionJson"/> writes it, with its nodes.</param>
internal sealed record DecisionEvent(EventTime At, long Number, string Id, string RuleId, ImmutableArray<Value> Key, string Status, byte[] Json, byte[] Proof)
    : WrittenEvent(At, Number, RuleId, Key, Json);

/// <param name="At">Event time.</param>
/// <param name="Number">Counts the run's non-decisions from 1.</param>
/// <param name="RuleId">The candidate's rule.</param>
/// <param name="Key">The candidate's key.</param>
/// <param name="Reasons">Bits, by index into <see cref="ReasonKinds.All"/>.</param>
/// <param name="Json">The row.</param>
/// <param name="Id">The non-decision's id; null where the run does not record it.</param>
/// <param name="Proof">As <see cref="Explain.DecisionJson"/> writes it, with its nodes; null where the run does not record it, since none is made then.</param>
internal sealed record NonDecisionEvent(EventTime At, long Number, string RuleId, ImmutableArray<Value> Key, int Reasons, byte[] Json, string? Id, byte[]? Proof)
    : WrittenEvent(At, Number, RuleId, Key, Json)
{
    public bool Has(string reason) => (Reasons & ReasonKinds.BitOf(reason)) != 0;
}

/// <param name="At">Event time.</param>
/// <param name="Instrument"><c>/venue:SYMBOL</c>.</param>
/// <param name="Status">The kind of status.</param>
/// <param name="Text">The simulated phase, or nothing.</param>
internal sealed record StatusEvent(EventTime At, string Instrument, string Status, string Text) : BoardEvent(At);

internal sealed record ModelEvent(ModelNotice Notice) : BoardEvent(Notice.At);

internal sealed record RollbackEvent(EventTime At, long Sequence, string? Code, string? Problem) : BoardEvent(At);

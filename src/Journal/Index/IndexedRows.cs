using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Journal;

/// <summary>A decision as the index knows it.</summary>
/// <param name="Record">The record's number in the journal, from 0.</param>
/// <param name="Run">The run within the journal, from 1.</param>
/// <param name="Number">The decision's number in its run, from 1.</param>
/// <param name="Id">The decision's id.</param>
/// <param name="Name">The <c>decide</c> statement's name.</param>
/// <param name="Key">Values of the key, as text, strings without quotes; several are joined by a comma.</param>
/// <param name="Action">Canonical text.</param>
/// <param name="Size">After caps; canonical text.</param>
/// <param name="Rule">The winner's rule.</param>
/// <param name="Class">The winner's class.</param>
/// <param name="At">Event time.</param>
/// <param name="Sequence">Transaction.</param>
/// <param name="Status"><c>decided</c> (no verdict recorded), <c>problem</c> (no order could be made of it), <c>refused</c> (an order was refused), <c>accepted</c>, <c>filled</c>.</param>
/// <param name="KeyValues">Values of the key in source text, as a JSON array.</param>
public sealed record IndexedDecision(
    long Record, int Run, long Number, string Id, string Name, string Key, string Action, string Size, string Rule, string Class, EventTime At, long Sequence, string Status, string KeyValues);

/// <summary>A non-decision as the index knows it.</summary>
/// <param name="Candidate">The candidate's fact.</param>
/// <param name="Reason">The kind of its first reason.</param>
/// <param name="Details">All its reasons with what they name: <c>vetoed by veto("BTCUSDT", /volatile)</c>.</param>
/// <param name="Number">The non-decision's number in its run, from 1; those that were not recorded count.</param>
/// <param name="KeyValues">Values of the key in source text, as a JSON array.</param>
public sealed record IndexedNonDecision(long Record, int Run, string Id, string Name, string Key, string Candidate, string Rule, string Class, EventTime At, long Sequence, string Reason, string Details, long Number, string KeyValues);

/// <summary>A change of a given fact as the index knows it.</summary>
/// <param name="Change"><c>+fact</c> or <c>-fact</c>, canonical text.</param>
/// <param name="Origin">Where it came from; null when nobody says.</param>
public sealed record IndexedFact(long Record, int Run, string Predicate, EventTime At, long Sequence, string Change, string? Origin);

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Journal;

/// <summary>One record as it was appended. Immutable; the payload is the reader's own copy.</summary>
/// <param name="Type">What the payload means; a number without a name was written by a newer version.</param>
/// <param name="Sequence">The transaction that it belongs to.</param>
/// <param name="At">Event time in nanoseconds.</param>
/// <param name="Payload">UTF-8 JSON.</param>
/// <param name="Place">Where the record begins.</param>
public sealed record JournalRecord(JournalRecordType Type, long Sequence, EventTime At, ReadOnlyMemory<byte> Payload, JournalPlace Place);

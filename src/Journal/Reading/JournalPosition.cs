namespace CryptoScalp.Rules.Journal;

/// <summary>Where a record begins, with what is needed to go on reading and checking from there.</summary>
/// <param name="Segment">The segment's number.</param>
/// <param name="Offset">Bytes from the start of its file.</param>
/// <param name="Record">Records before.</param>
/// <param name="Chain">The chain hash before, 64 hex digits.</param>
internal sealed record JournalPosition(int Segment, long Offset, long Record, string Chain);
